"""Bundles: what is in them, what is written down, and who may have one made."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from pytest_django.fixtures import Settings

from payung.engines import bundles, sealed
from payung.engines.bundles import Role
from payung.gateways.vault import FakeVault
from payung.gateways.witness import Authority, FakeWitness
from payung.programme.cases.custody_events import breaks_of, links_of
from payung.programme.cases.models import Case, Evidence
from payung.programme.cases.recipients import Recipient
from payung.programme.consents.deeds import withdraw
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import NotOpened, opened
from payung.programme.consents.permits import NotAPermit, Permit
from payung.programme.evidence.bundling import (
    FileChanged,
    Made,
    Wanted,
    make_bundle,
)
from payung.programme.evidence.choosing import NothingChosen, chosen_in, purposes_for
from payung.programme.evidence.copying import make_working_copy
from payung.programme.evidence.handing_over import HandedAlready, hand_over
from payung.programme.evidence.models import BundleMade, WorkingCopy
from payung.programme.evidence.stamping import ask_for_stamp, stamp_due
from payung.programme.journal.models import Entry
from payung.programme.people.actors import Actor
from tests.gateways.witness.time_authority import make_clock, serving
from tests.programme.cases.conftest import NOW, Office
from tests.programme.evidence.conftest import (
    LATER,
    PDF,
    a_photograph,
    flipped,
    says_yes,
)


@pytest.fixture
def copy(office: Office, photo: Evidence, vault: FakeVault) -> WorkingCopy:
    return make_working_copy(actor=office.maya, evidence=photo, vault=vault, at=NOW)


def make(
    actor: Actor,
    case: Case,
    vault: FakeVault,
    *,
    originals: set[UUID] = frozenset(),  # type: ignore[assignment]
    copies: set[UUID] = frozenset(),  # type: ignore[assignment]
    made_for: Recipient = Recipient.COURT,
    with_names: bool = False,
) -> Made:
    permits = [
        opened(actor=actor, case=case, purpose=purpose, at=LATER)
        for purpose in purposes_for(made_for, with_names=with_names)
    ]
    wanted = Wanted(
        chosen=chosen_in(case, originals, copies),
        made_for=made_for,
        with_names=with_names,
    )
    return make_bundle(
        actor=actor, case=case, permits=permits, wanted=wanted, vault=vault, at=LATER
    )


def signed(key: bytes, signature: bytes, statement: bytes) -> bool:
    try:
        sealed.check_statement(key, signature, statement)
    except sealed.Refused:
        return False
    return True


def checked(bundle: bytes) -> bundles.Report:
    return bundles.verify(io.BytesIO(bundle), signed=signed, check_stamp=None)


def test_a_bundle_of_an_original_and_a_copy_is_whole_and_tells_its_custody(
    office: Office,
    case: Case,
    photo: Evidence,
    paper: Evidence,
    copy: WorkingCopy,
    vault: FakeVault,
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)

    made = make(
        office.sunita, case, vault, originals={photo.pk, paper.pk}, copies={photo.pk}
    )

    bundle = b"".join(made.pieces)
    report = checked(bundle)
    assert report.findings == ()
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        assert archive.read("files/001.jpg") == a_photograph()
        assert b"NEEDLE" not in archive.read("files/001-copy.jpg")
        assert archive.read("files/002.pdf") == PDF
        custody = json.loads(archive.read("custody/001.json"))
        assert [event["kind"] for event in custody["events"]] == [
            "received",
            "working_copy",
            "bundled",
        ]
        assert custody["events"][-1]["about"] == "court"
        names = archive.namelist()
    assert "README.ne.txt" in names
    assert "verify.html" in names


def test_no_name_is_in_a_bundle_that_was_not_asked_for_with_names(
    office: Office, case: Case, paper: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)

    bundle = b"".join(make(office.sunita, case, vault, originals={paper.pk}).pieces)

    assert b"Kamala" not in bundle
    assert b"paper.pdf" not in bundle


def test_names_are_in_it_only_with_her_yes_to_keeping_a_name(
    office: Office, case: Case, paper: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    with pytest.raises(NotOpened):
        make(office.sunita, case, vault, originals={paper.pk}, with_names=True)
    says_yes(office.sunita, case, Purpose.IDENTITY)

    made = make(office.sunita, case, vault, originals={paper.pk}, with_names=True)

    with zipfile.ZipFile(io.BytesIO(b"".join(made.pieces))) as archive:
        custody = json.loads(archive.read("custody/001.json"))
    assert (custody["name"], custody["shows"]) == ("paper.pdf", "Kamala, held")


@pytest.mark.parametrize(
    ("made_for", "needed"),
    [
        (Recipient.ATTORNEY, (Purpose.EVIDENCE, Purpose.ATTORNEY)),
        (Recipient.COURT, (Purpose.EVIDENCE,)),
        (Recipient.OVERSIGHT, (Purpose.EVIDENCE, Purpose.COMPLAINT)),
        (Recipient.POLICE, (Purpose.EVIDENCE, Purpose.COMPLAINT)),
        (Recipient.HERSELF, (Purpose.EVIDENCE,)),
    ],
)
def test_who_gets_it_decides_what_she_has_to_have_said_yes_to(
    made_for: Recipient, needed: tuple[Purpose, ...]
) -> None:
    assert purposes_for(made_for, with_names=False) == needed
    assert purposes_for(made_for, with_names=True) == (*needed, Purpose.IDENTITY)


def test_without_her_yes_nothing_leaves_and_nothing_is_written_down(
    office: Office, case: Case, photo: Evidence, vault: FakeVault
) -> None:
    with pytest.raises(NotOpened):
        make(office.sunita, case, vault, originals={photo.pk})

    assert BundleMade.objects.count() == 0
    assert [one.kind for one in links_of(photo)] == ["received"]


def test_after_she_took_it_back_nothing_leaves_any_more(
    office: Office, case: Case, photo: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    withdraw(actor=office.sunita, case=case, purpose=Purpose.EVIDENCE, at=NOW)

    with pytest.raises(NotOpened):
        make(office.sunita, case, vault, originals={photo.pk})


def test_a_bundle_cannot_be_made_with_too_few_permits(
    office: Office, case: Case, photo: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    permits: list[Permit] = [
        opened(actor=office.sunita, case=case, purpose=Purpose.EVIDENCE, at=LATER)
    ]
    wanted = Wanted(
        chosen=chosen_in(case, {photo.pk}, set()),
        made_for=Recipient.ATTORNEY,
        with_names=False,
    )

    with pytest.raises(NotAPermit):
        make_bundle(
            actor=office.sunita,
            case=case,
            permits=permits,
            wanted=wanted,
            vault=vault,
            at=LATER,
        )


def test_what_is_remembered_is_the_digest_of_what_was_sent_and_not_the_bundle(
    office: Office, case: Case, photo: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    kept = dict(vault.kept)

    made = make(office.sunita, case, vault, originals={photo.pk})

    bundle = b"".join(made.pieces)
    row = BundleMade.objects.get()
    assert row.digest == hashlib.sha256(bundle).hexdigest()
    assert row.size == len(bundle)
    assert vault.kept == kept
    assert case.timeline.filter(kind="bundle", about="court").count() == 1
    entry = Entry.objects.get(kind="evidence.bundled")
    assert (entry.actor, entry.details) == ("sunita", {"whom": "court"})
    assert breaks_of(photo) == ()


def test_a_bundle_is_signed_with_the_key_of_whoever_made_it(
    office: Office, case: Case, photo: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)

    report = checked(
        b"".join(make(office.sunita, case, vault, originals={photo.pk}).pieces)
    )

    assert report.manifest is not None
    assert report.manifest.key == office.sunita.unlocked.user.public.verify.hex()
    assert report.manifest.made_by == "sunita"


def test_a_file_that_was_changed_stops_the_bundle_and_is_written_down(
    office: Office, case: Case, photo: Evidence, paper: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    vault.kept[paper.file] = flipped(vault.kept[paper.file])

    with pytest.raises(FileChanged):
        make(office.sunita, case, vault, originals={photo.pk, paper.pk})

    assert [one.kind for one in links_of(paper)] == ["received", "found_changed"]
    assert [one.kind for one in links_of(photo)] == ["received"]
    assert BundleMade.objects.count() == 0


def test_a_file_that_changes_while_the_bundle_is_on_its_way_leaves_it_unfinished(
    office: Office, case: Case, paper: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    made = make(office.sunita, case, vault, originals={paper.pk})
    vault.kept[paper.file] = flipped(vault.kept[paper.file])

    with pytest.raises(sealed.Refused):
        b"".join(made.pieces)


def test_a_bundle_without_a_file_is_not_made(case: Case) -> None:
    with pytest.raises(NothingChosen):
        chosen_in(case, set(), set())


def test_files_of_another_case_cannot_be_chosen(
    case: Case, photo: Evidence, office: Office
) -> None:
    from payung.programme.cases.actions import NewCase, open_case

    new = NewCase(team=office.team, title="Another", note="")
    other = open_case(actor=office.sunita, new=new, at=NOW)

    with pytest.raises(NothingChosen):
        chosen_in(other, {photo.pk}, {photo.pk})


def test_a_stamp_goes_into_the_bundle_with_what_it_is_for(
    office: Office, case: Case, photo: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    ask_for_stamp(photo, at=NOW)
    stamp_due([FakeWitness(clock=lambda: LATER)], at=NOW, most=9)

    bundle = b"".join(make(office.sunita, case, vault, originals={photo.pk}).pieces)

    report = checked(bundle)
    assert report.findings == ()
    assert report.manifest is not None
    roles = {one.role for one in report.manifest.files}
    assert {Role.DIGEST_LIST, Role.TIME_STAMP} <= roles
    assert report.unchecked == ("stamps/001-1.tsr",)


def test_handing_a_bundle_over_is_written_down_for_each_file_and_once(
    office: Office, case: Case, photo: Evidence, paper: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    made = make(office.sunita, case, vault, originals={photo.pk, paper.pk})

    hand_over(actor=office.maya, bundle=made.row, vault=vault, at=LATER)

    for evidence in (photo, paper):
        last = links_of(evidence)[-1]
        assert (last.kind, last.by, last.about) == ("transferred", "maya", "court")
        assert last.sha256 == evidence.digest
    row = BundleMade.objects.get()
    assert (row.handed_at, row.handed_by) == (LATER, "maya")
    with pytest.raises(HandedAlready):
        hand_over(actor=office.maya, bundle=row, vault=vault, at=LATER)


def test_nothing_of_a_bundle_touches_the_disk(
    office: Office,
    case: Case,
    photo: Evidence,
    vault: FakeVault,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    bundle = b"".join(make(office.sunita, case, vault, originals={photo.pk}).pieces)

    assert b"NEEDLE" in bundle
    assert list(tmp_path.rglob("*")) == []


def test_every_command_of_the_readme_agrees_on_a_real_bundle(
    office: Office, case: Case, photo: Evidence, vault: FakeVault, tmp_path: Path
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)
    ask_for_stamp(photo, at=NOW)
    with serving(make_clock(tmp_path / "clock")) as clock:
        authority = Authority(
            name="ours", address=clock.address, vouchers=clock.root.read_bytes()
        )
        assert stamp_due([authority], at=NOW, most=9) == 1
    folder = tmp_path / "unpacked"
    made = make(office.sunita, case, vault, originals={photo.pk})
    (tmp_path / "bundle.zip").write_bytes(b"".join(made.pieces))
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extractall(folder)

    told = (folder / "README.en.txt").read_text().splitlines()
    commands = [
        line.split() for line in told if line.startswith(("   sha", "   openssl"))
    ]
    done = [
        subprocess.run(words, cwd=folder, capture_output=True, check=False)
        for words in commands
    ]

    assert [words[0] for words in commands] == ["sha256sum", "openssl", "openssl"]
    assert [one.returncode for one in done] == [0, 0, 0], done
    assert b"Verification: OK" in done[2].stdout


def test_a_bundle_speaks_the_languages_of_its_country(
    office: Office, case: Case, paper: Evidence, vault: FakeVault
) -> None:
    says_yes(office.sunita, case, Purpose.EVIDENCE)

    bundle = b"".join(make(office.sunita, case, vault, originals={paper.pk}).pieces)

    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        readmes = [name for name in archive.namelist() if name.startswith("README")]
        page = archive.read("verify.html").decode()
    assert readmes == ["README.ne.txt", "README.en.txt"]
    assert "नेपाली" in page
    assert "script-src 'sha256-" in page
    assert "http:" not in page.replace("http://www.w3.org", "")
