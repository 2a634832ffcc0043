"""The pages: what they offer, what they send, what they refuse with a sentence."""

from __future__ import annotations

import hashlib
import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from payung.engines import bundles, sealed
from payung.gateways.vault import FolderVault
from payung.gateways.witness import FakeWitness
from payung.programme.cases.custody_events import links_of
from payung.programme.cases.models import Case, CustodyEvent, Evidence
from payung.programme.consents.models import Purpose
from payung.programme.evidence.models import BundleMade, WorkingCopy
from payung.programme.evidence.stamping import ask_for_stamp, stamp_due
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import NOW, Office
from tests.programme.evidence.conftest import PDF, a_photograph, flipped, keep, says_yes


@pytest.fixture
def vault() -> FolderVault:
    return FolderVault(settings.VAULT)


@pytest.fixture
def sunita(office: Office) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    return client


def add(client: Client, case: Case, **given: str) -> tuple[int, str]:
    """Post a file with what stands beside it; return status and page."""
    file = SimpleUploadedFile("gate.pdf", PDF)
    answer = client.post(f"/work/{case.reference}/files", {"file": file, **given})
    return answer.status_code, answer.content.decode()


def test_a_digest_that_her_device_took_is_kept_as_taken_before_upload(
    sunita: Client, case: Case
) -> None:
    status, _page = add(
        sunita, case, digest=hashlib.sha256(PDF).hexdigest(), form="scan"
    )

    evidence = Evidence.objects.get()
    assert status == 302
    assert (evidence.before_upload, evidence.form) == (True, "scan")
    page = sunita.get(f"/work/{case.reference}/files/{evidence.pk}").content.decode()
    assert "Before it was sent, on the device that sent it" in page
    assert "A paper, photographed or scanned" in page


def test_without_a_script_the_digest_is_taken_on_arrival_and_it_is_said(
    sunita: Client, case: Case
) -> None:
    add(sunita, case)

    evidence = Evidence.objects.get()
    assert not evidence.before_upload
    page = sunita.get(f"/work/{case.reference}/files/{evidence.pk}").content.decode()
    assert "When it arrived here" in page


def test_a_file_that_the_network_broke_is_refused_with_a_sentence(
    sunita: Client, case: Case
) -> None:
    status, page = add(sunita, case, digest=hashlib.sha256(b"as sent").hexdigest())

    assert status == 422
    assert "the file was broken on its way here" in page
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize("digest", ["x" * 64, "0" * 63, "0" * 65, "A" * 64])
def test_what_is_no_digest_is_not_taken_for_one(
    sunita: Client, case: Case, digest: str
) -> None:
    status, _page = add(sunita, case, digest=digest)

    assert status == 422
    assert Evidence.objects.count() == 0


def test_a_chain_that_was_broken_is_said_on_the_page_of_the_file(
    sunita: Client, case: Case, photo: Evidence
) -> None:
    address = f"/work/{case.reference}/files/{photo.pk}"
    assert "Each line seals the one before it" in sunita.get(address).content.decode()

    CustodyEvent.objects.filter(evidence=photo).update(by="anju")

    page = sunita.get(address).content.decode()
    assert "changed behind our back, at number 1" in page


def test_the_proof_page_says_that_a_stamp_is_waited_for_and_then_when_it_came(
    sunita: Client, case: Case, photo: Evidence
) -> None:
    address = f"/work/{case.reference}/files/{photo.pk}/proof"
    before = sunita.get(address).content.decode()
    ask_for_stamp(photo, at=NOW)
    waiting = sunita.get(address).content.decode()
    stamp_due([FakeWitness(clock=lambda: NOW, name="Invented clock")], at=NOW, most=1)

    after = sunita.get(address).content.decode()

    assert "Waiting for a time stamp." in before
    assert "No authority is set on this machine." in before
    assert "Waiting for a time stamp." in waiting
    assert "Waiting for a time stamp." not in after
    assert "Invented clock" in after


def test_a_working_copy_is_made_and_downloaded_from_its_page(
    sunita: Client, case: Case, photo: Evidence
) -> None:
    address = f"/work/{case.reference}/files/{photo.pk}"
    assert "Make a working copy" in sunita.get(f"{address}/proof").content.decode()

    sunita.post(f"{address}/copy")
    answer = sunita.get(f"{address}/copy/get")

    content = b"".join(answer)  # type: ignore[call-overload]
    copy = WorkingCopy.objects.get()
    assert hashlib.sha256(content).hexdigest() == copy.digest
    assert b"NEEDLE" not in content
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "Kamala" not in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_of_a_pdf_the_page_says_that_no_copy_can_be_made(
    sunita: Client, case: Case, paper: Evidence
) -> None:
    address = f"/work/{case.reference}/files/{paper.pk}"

    page = sunita.get(f"{address}/proof").content.decode()
    sunita.post(f"{address}/copy")

    assert "No working copy can be made of this kind of file." in page
    assert "Make a working copy" not in page
    assert WorkingCopy.objects.count() == 0


def test_a_broken_picture_is_refused_with_a_sentence_on_the_page(
    sunita: Client, office: Office, case: Case, vault: FolderVault
) -> None:
    broken = keep(office.sunita, case, vault, a_photograph()[:400])  # type: ignore[arg-type]

    answer = sunita.post(f"/work/{case.reference}/files/{broken.pk}/copy", follow=True)

    assert "cannot be read to its end" in answer.content.decode()


def test_a_bundle_comes_as_a_download_that_says_nothing_in_its_name(
    sunita: Client, office: Office, case: Case, photo: Evidence
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    chosen = {"originals": [str(photo.pk)], "made_for": "court"}

    answer = sunita.post(f"/work/{case.reference}/bundle", chosen)

    content = b"".join(answer)  # type: ignore[call-overload]
    row = BundleMade.objects.get()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Length"] == str(len(content))
    name = f"{str(row.pk)[:8]}.zip"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert hashlib.sha256(content).hexdigest() == row.digest
    report = bundles.verify(
        io.BytesIO(content), signed=lambda *_given: True, check_stamp=None
    )
    assert report.findings == ()


def test_the_page_prints_the_six_words_that_are_in_the_bundle(
    sunita: Client, office: Office, case: Case, photo: Evidence
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    address = f"/work/{case.reference}/bundle"
    sunita.post(address, {"originals": [str(photo.pk)], "made_for": "court"})

    page = sunita.get(address).content.decode()

    key = office.sunita.unlocked.user.public.verify
    assert page.count(" ".join(sealed.signer_words(key))) == 2
    assert BundleMade.objects.get().digest in page


def test_without_her_yes_the_page_says_what_to_do_and_keeps_what_was_chosen(
    sunita: Client, case: Case, photo: Evidence
) -> None:
    chosen = {"originals": [str(photo.pk)], "made_for": "attorney"}

    answer = sunita.post(f"/work/{case.reference}/bundle", chosen)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "she has not said yes to this" in page
    assert f'value="{photo.pk}" checked' in page
    assert BundleMade.objects.count() == 0


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"made_for": "court"}, "Choose at least one file."),
        (
            {"originals": "11111111-1111-4111-8111-111111111111", "made_for": "court"},
            "",
        ),
        ({"originals": "no file", "made_for": "court"}, ""),
        ({}, ""),
    ],
)
def test_a_form_that_names_no_file_or_nobody_is_shown_again(
    sunita: Client,
    office: Office,
    case: Case,
    photo: Evidence,
    chosen: dict[str, str],
    said: str,
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)

    answer = sunita.post(f"/work/{case.reference}/bundle", chosen)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert BundleMade.objects.count() == 0


def test_a_file_that_was_changed_is_said_and_no_bundle_is_sent(
    sunita: Client, office: Office, case: Case, photo: Evidence
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    path = settings.VAULT / photo.file.hex[:2] / photo.file.hex
    path.write_bytes(flipped(path.read_bytes()))

    answer = sunita.post(
        f"/work/{case.reference}/bundle",
        {"originals": [str(photo.pk)], "made_for": "court"},
    )

    assert answer.status_code == 422
    assert "No bundle was made: one of these files" in answer.content.decode()


def test_that_it_was_handed_over_is_written_down_on_the_page(
    sunita: Client, office: Office, case: Case, photo: Evidence
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    address = f"/work/{case.reference}/bundle"
    sunita.post(address, {"originals": [str(photo.pk)], "made_for": "court"})
    row = BundleMade.objects.get()

    sunita.post(f"{address}/{row.pk}/handed")

    assert [one.kind for one in links_of(photo)][-1] == "transferred"
    page = sunita.get(f"/work/{case.reference}/files/{photo.pk}").content.decode()
    assert "Handed over: The court" in page
    case_page = sunita.get(f"/work/{case.reference}").content.decode()
    assert "A bundle was handed over: The court" in case_page


def test_a_bundle_of_another_case_is_not_there(
    sunita: Client, office: Office, case: Case, photo: Evidence
) -> None:
    from payung.programme.cases.actions import NewCase, open_case

    says_yes(office.sunita, case, Purpose.EVIDENCE)
    address = f"/work/{case.reference}/bundle"
    sunita.post(address, {"originals": [str(photo.pk)], "made_for": "court"})
    new = NewCase(team=office.team, title="Another", note="")
    other = open_case(actor=office.sunita, new=new, at=NOW)
    row = BundleMade.objects.get()

    answers = [
        sunita.post(f"/work/{other.reference}/bundle/{row.pk}/handed"),
        sunita.get(f"/work/{other.reference}/files/{photo.pk}/proof"),
        sunita.get(f"/work/{other.reference}/files/{photo.pk}/copy/get"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
