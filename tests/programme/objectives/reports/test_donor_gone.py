"""The file of a donor was taken away: its reports are read, and nothing in them changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines.indicators import parse_period
from payung.programme.objectives.report_models import DonorReport, ReportVersion
from payung.programme.objectives.reports.assembling import numbers_of, page_of
from payung.programme.objectives.reports.donors_known import FOLDER, NoSuchDonor
from payung.programme.objectives.reports.page import digest_of
from payung.programme.objectives.reports.sending import send
from payung.programme.objectives.reports.versions import (
    next_version,
    start_report,
    take_newest_numbers,
    write_words,
)
from payung.programme.people.actors import Actor
from tests.cast import OFFICER, PASSPHRASE, team_of
from tests.programme.objectives.reports.counted import (
    DUE,
    LATER,
    QUARTER,
    THEN,
    a_quarter,
)


pytestmark = pytest.mark.django_db
GENERAL = (FOLDER / "general.toml").read_text(encoding="utf-8")
KEY = "44444444-4444-4444-8444-444444444444"
GONE = "The file that describes this donor is gone or cannot be used."


@pytest.fixture
def lake(settings: Any, tmp_path: Path) -> Path:
    """Return the file of a donor of an installation, with a Word file of its own."""
    settings.DATA = tmp_path
    folder = tmp_path / "donors"
    folder.mkdir()
    (folder / "lake.docx").write_bytes((FOLDER / "general.docx").read_bytes())
    file = folder / "lake.toml"
    file.write_text(GENERAL.replace('"general"', '"lake"'))
    return file


def draft() -> tuple[Actor, ReportVersion]:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    version = start_report(
        actor=officer,
        donor="lake",
        period=parse_period(QUARTER),
        due_on=DUE,
        language="en",
        at=THEN,
    )
    return officer, version


def sent(officer: Actor, version: ReportVersion) -> None:
    seen = digest_of(numbers_of(version))
    send(actor=officer, version=version, seen=seen, own_digits=False, at=LATER)


def taken_away(file: Path) -> None:
    file.unlink()
    file.with_suffix(".docx").unlink()


def browser() -> Client:
    client = Client()
    client.post("/sign-in", {"handle": "officer", "passphrase": PASSPHRASE})
    return client


def address(version: ReportVersion, name: str, **more: Any) -> str:
    return reverse(name, kwargs={"number": version.pk, **more})


def test_a_draft_opens_is_read_and_says_why_it_cannot_be_changed(lake: Path) -> None:
    _officer, version = draft()
    before = browser().get(address(version, "donor-report-version")).content.decode()
    taken_away(lake)

    answer = browser().get(address(version, "donor-report-version"))

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert GONE in shown
    assert GONE not in before
    assert "Close as sent" in before
    assert "Close as sent" not in shown
    assert "Write words" not in shown
    for row in ("SS_OPEN", "KYR_REACH"):
        name = next(
            one.name
            for section in page_of(version, own_digits=False).sections
            for one in section.rows
            if one.code == row
        )
        assert name in shown


def test_what_was_sent_is_given_as_it_was_sent(lake: Path) -> None:
    officer, version = draft()
    sent(officer, version)
    kept = ReportVersion.objects.get(pk=version.pk)
    taken_away(lake)

    word = browser().get(address(version, "donor-report-file", kind="docx"))
    report = browser().get(reverse("donor-report", args=[version.report_id]))

    assert word.content == bytes(kept.word or b"")
    assert GONE in report.content.decode()
    assert "Begin a new version" not in report.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_its_numbers_are_handed_on_where_the_shape_does_not_name_the_donor(
    lake: Path, kind: str
) -> None:
    _officer, version = draft()
    taken_away(lake)

    answer = browser().get(address(version, "donor-report-figures", kind=kind))

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        pytest.param("donor-report-figures", "iati", "Take CSV or XLSX", id="IATI"),
        pytest.param("donor-report-figures", "adx", "Take CSV or XLSX", id="ADX"),
        pytest.param("donor-report-file", "docx", "The PDF is there", id="Word"),
    ],
)
def test_what_needs_the_file_says_so_and_leads_back(
    lake: Path, name: str, kind: str, said: str
) -> None:
    _officer, version = draft()
    taken_away(lake)

    answer = browser().get(address(version, name, kind=kind), follow=True)

    assert answer.status_code == 200
    assert said in answer.content.decode().replace("&#x27;", "'")


def test_the_paper_of_a_draft_is_still_printed(lake: Path) -> None:
    _officer, version = draft()
    taken_away(lake)

    answer = browser().get(address(version, "donor-report-file", kind="pdf"))

    assert answer.content.startswith(b"%PDF")


def test_nothing_of_it_can_be_changed_by_any_door(lake: Path) -> None:
    officer, version = draft()
    taken_away(lake)
    about: dict[str, Any] = {"actor": officer, "version": version, "at": LATER}

    doors: tuple[Callable[[], object], ...] = (
        lambda: write_words(**about, summary="New", words={}),
        lambda: take_newest_numbers(**about),
        lambda: sent(officer, version),
    )
    for door in doors:
        with pytest.raises(NoSuchDonor):
            door()

    version.refresh_from_db()
    assert (version.summary, version.sent_at) == ("", None)


def test_no_version_is_begun_beside_one_that_was_sent(lake: Path) -> None:
    officer, version = draft()
    sent(officer, version)
    taken_away(lake)

    with pytest.raises(NoSuchDonor):
        next_version(actor=officer, report=version.report, language="en", at=LATER)

    assert DonorReport.objects.get().versions.count() == 1


def test_a_page_that_was_open_meanwhile_keeps_nothing_and_says_why(lake: Path) -> None:
    _officer, version = draft()
    client = browser()
    taken_away(lake)

    answer = client.post(
        address(version, "donor-report-words"),
        {"summary": "We were there.", "read_again": "on", "key": KEY},
    )

    assert answer.status_code == 422
    assert "nothing in it changes" in answer.content.decode()
    version.refresh_from_db()
    assert version.summary == ""


def test_put_back_it_goes_on(lake: Path) -> None:
    officer, version = draft()
    word, file = lake.with_suffix(".docx").read_bytes(), lake.read_text()
    taken_away(lake)
    lake.with_suffix(".docx").write_bytes(word)
    lake.write_text(file)

    sent(officer, version)

    version.refresh_from_db()
    assert version.sent_at == LATER
