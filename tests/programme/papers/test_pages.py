"""The pages of papers, and that a paper is nowhere but in the answer."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.views.debug import SafeExceptionReporterFilter
from docx import Document

from payung.programme.cases.models import Case
from payung.programme.consents.deeds import withdraw
from payung.programme.consents.models import Detail, Purpose
from payung.programme.papers.models import PaperMade
from payung.programme.people.models import KeySession
from tests.cast import PASSPHRASE
from tests.engines.papers.word_files import text_of
from tests.needles import bytes_of_folder, everything_kept, found
from tests.programme.cases.conftest import Office
from tests.programme.papers.conftest import NAME, NOW, keep, say_yes


pytestmark = pytest.mark.django_db
BAIL, MEMO, STATION = 1, 7, 3
TYPED = {
    "court": "Zorvanthi Court",
    "attorney_name": "Belquisar Mentrose",
    "grounds": "Oxtavine was ill {{ full_name }}",
    "sureties": "Tchoukaline Drubbel",
}
_OPENED: list[str] = []
_WATCHING: list[bool] = []


def _watch(event: str, told: tuple[object, ...]) -> None:
    if _WATCHING and event == "open" and len(told) > 2:
        flags = told[2]
        # Anything but reading: O_WRONLY is 1, O_RDWR is 2.
        if isinstance(flags, int) and flags & 3:
            _OPENED.append(str(told[0]))


sys.addaudithook(_watch)


@contextmanager
def files_written() -> Iterator[list[str]]:
    """Give the names of all files that are opened for writing meanwhile."""
    _OPENED.clear()
    _WATCHING.append(True)
    try:
        yield _OPENED
    finally:
        _WATCHING.clear()


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def address(case: Case, number: int) -> str:
    return reverse("case-paper", args=[case.reference, number])


@pytest.fixture
def allowed(office: Office, case: Case) -> Case:
    """Give the case after she said yes to the attorney and gave her name for it."""
    say_yes(office.anju, case, Purpose.ATTORNEY)
    keep(office.anju, case, Purpose.ATTORNEY, Detail.FULL_NAME, NAME)
    return case


def test_the_watch_over_files_sees_one_that_is_written(tmp_path: Path) -> None:
    with files_written() as written:
        (tmp_path / "seen.txt").write_text("x")

    assert written == [str(tmp_path / "seen.txt")]


def test_the_page_says_which_papers_are_open_and_what_is_not_known_yet(
    allowed: Case,
) -> None:
    page = client_of("anju").get(reverse("case-papers", args=[allowed.reference]))

    said = page.content.decode()
    assert said.count("Fill it in") == 3
    assert said.count("Ask her first") == 4
    assert "Bail application" in said
    assert "Not known yet: Date of birth, Address" in said
    assert said.count("No lawyer has checked these templates.") == 1
    assert NAME not in said


def test_a_paper_is_handed_over_under_a_neutral_name_and_may_not_be_kept(
    allowed: Case,
) -> None:
    answer = client_of("anju").post(address(allowed, BAIL), {"language": "en", **TYPED})

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="paper.docx"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    said = text_of(answer.content)
    assert NAME in said
    assert "Oxtavine was ill {{ full_name }}" in said
    assert Document(io.BytesIO(answer.content)).core_properties.author == ""


def test_no_name_and_nothing_typed_is_in_any_byte_that_was_written(
    allowed: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    client = client_of("anju")
    heard = io.StringIO()
    listener = logging.StreamHandler(heard)
    logging.getLogger().addHandler(listener)

    with files_written() as written:
        answer = client.post(address(allowed, BAIL), {"language": "ne", **TYPED})

    logging.getLogger().removeHandler(listener)
    needles = [NAME, "Zorvanthi", "Belquisar", "Oxtavine", "Tchoukaline"]
    assert all(needle in text_of(answer.content) for needle in needles)
    assert [name for name in written if not name.endswith(("-wal", "-shm"))] == []
    assert list(tmp_path.iterdir()) == []
    assert found(needles, everything_kept()) == []
    assert found(needles, bytes_of_folder(tmp_path)) == []
    assert found(needles, heard.getvalue().encode()) == []


def test_a_fault_while_filling_tells_nothing_of_what_was_typed(
    allowed: Case,
) -> None:
    client = client_of("anju")
    request = client.post(address(allowed, BAIL), {"language": "en", **TYPED})

    kept = SafeExceptionReporterFilter().get_post_parameters(request.wsgi_request)

    assert "Oxtavine" not in str(kept)


def test_after_she_took_it_back_the_page_says_so_and_nothing_is_made(
    office: Office, allowed: Case
) -> None:
    withdraw(actor=office.anju, case=allowed, purpose=Purpose.ATTORNEY, at=NOW)

    answer = client_of("anju").post(
        address(allowed, BAIL), {"language": "en", **TYPED}, follow=True
    )

    assert "she took this back" in answer.content.decode()
    assert not PaperMade.objects.exists()


def test_locked_keys_lead_to_the_page_that_opens_them(allowed: Case) -> None:
    client = client_of("anju")
    KeySession.objects.all().delete()

    answer = client.post(address(allowed, BAIL), {"language": "en"})

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/locked")


def test_a_paper_is_not_there_for_somebody_outside_the_team(allowed: Case) -> None:
    for handle in ("outsider", "rina"):
        client = client_of(handle)

        assert client.get(address(allowed, BAIL)).status_code == 404
        assert client.post(address(allowed, BAIL)).status_code == 404


@pytest.mark.parametrize("number", [0, 8, 999])
def test_a_number_that_no_paper_has_is_not_there(allowed: Case, number: int) -> None:
    assert client_of("anju").get(address(allowed, number)).status_code == 404


def test_a_language_that_is_not_offered_stays_on_the_form_with_what_was_typed(
    allowed: Case,
) -> None:
    answer = client_of("anju").post(address(allowed, BAIL), {"language": "fr", **TYPED})

    assert answer.status_code == 422
    assert "Zorvanthi Court" in answer.content.decode()


def test_the_list_for_the_station_can_be_read_and_ticked_on_the_page(
    office: Office, case: Case
) -> None:
    say_yes(office.sunita, case, Purpose.SERVICE)

    answer = client_of("sunita").post(
        address(case, MEMO), {"language": "en", "on_page": "1"}
    )

    said = answer.content.decode()
    assert said.count('type="checkbox"') == 18
    assert "There is a paper. She has a copy" in said
    assert "passed by" in said or "runs" in said
    assert not PaperMade.objects.exists()


def test_a_paper_that_names_her_is_not_read_on_the_page(allowed: Case) -> None:
    answer = client_of("anju").post(
        address(allowed, BAIL), {"language": "en", "on_page": "1"}, follow=True
    )

    assert "This paper is not read on the page" in answer.content.decode()
    assert NAME not in answer.content.decode()
