"""A version that was sent stays as it is, and the next says what has changed."""

from __future__ import annotations

from typing import Any

import pytest

from payung.engines.indicators import Ratio, Total
from payung.programme.objectives.models import ReportVersion
from payung.programme.objectives.report_models import CheckedBy, Source
from payung.programme.objectives.reports.assembling import numbers_of, page_of
from payung.programme.objectives.reports.page import digest_of
from payung.programme.objectives.reports.sending import (
    FilesAltered,
    NotAsSeen,
    fetch,
    send,
)
from payung.programme.objectives.reports.versions import (
    AlreadySent,
    NewStory,
    ReportAlready,
    StillADraft,
    add_story,
    next_version,
    note_check,
    take_newest_numbers,
    write_words,
)
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from tests.cast import OFFICER, SUNITA, team_of
from tests.programme.objectives.reports.counted import (
    LATER,
    THEN,
    a_draft,
    a_quarter,
    snapshot,
)


pytestmark = pytest.mark.django_db
STORY = NewStory(
    statement="The police of two districts ring a lawyer first.",
    significance="People are heard before they are held.",
    contribution="We met the leaders four times.",
    source=Source.MEETING,
)


def begun() -> tuple[Actor, ReportVersion]:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    return officer, a_draft(officer)


def closed(actor: Actor, version: ReportVersion) -> None:
    seen = digest_of(numbers_of(version))
    send(actor=actor, version=version, seen=seen, own_digits=False, at=THEN)


def test_nothing_of_a_sent_version_can_be_changed() -> None:
    officer, version = begun()
    story = add_story(actor=officer, version=version, new=STORY, at=THEN)
    closed(officer, version)
    old: dict[str, Any] = {"actor": officer, "version": version, "at": LATER}

    with pytest.raises(AlreadySent):
        write_words(**old, summary="else", words={})
    with pytest.raises(AlreadySent):
        take_newest_numbers(**old)
    with pytest.raises(AlreadySent):
        add_story(**old, new=STORY)
    with pytest.raises(AlreadySent):
        note_check(actor=officer, story=story, by=CheckedBy.GROUP, at=LATER)
    with pytest.raises(AlreadySent):
        closed(officer, version)


def test_the_file_that_was_sent_is_the_file_that_is_fetched_later() -> None:
    officer, version = begun()
    closed(officer, version)
    snapshot("SS_OPEN", Ratio(numerator=1, denominator=192), number=2, at=LATER)

    fetched = [
        fetch(actor=officer, number=version.pk, kind=kind, own_digits=True, at=LATER)
        for kind in ("pdf", "docx")
    ]

    version.refresh_from_db()
    assert fetched == [
        ("report-2026-Q3-v1-en.pdf", bytes(version.pdf or b"")),
        ("report-2026-Q3-v1-en.docx", bytes(version.word or b"")),
    ]


def test_a_kept_file_that_somebody_changed_is_not_given_out() -> None:
    officer, version = begun()
    closed(officer, version)
    ReportVersion.objects.filter(pk=version.pk).update(pdf=b"%PDF-1.7 other")

    with pytest.raises(FilesAltered):
        fetch(actor=officer, number=version.pk, kind="docx", own_digits=False, at=LATER)


def test_the_next_version_carries_the_words_and_names_each_changed_number() -> None:
    officer, version = begun()
    words = {"SS_OPEN": "Floods closed the road for a week."}
    write_words(
        actor=officer, version=version, summary="A wet quarter.", words=words, at=THEN
    )
    add_story(actor=officer, version=version, new=STORY, at=THEN)
    closed(officer, version)
    snapshot("SS_OPEN", Ratio(numerator=96, denominator=192), number=2, at=LATER)

    new = next_version(actor=officer, report=version.report, language="en", at=LATER)
    page = page_of(new, own_digits=False)

    assert page.changes == (
        (
            "Safe space open as promised: 87.5\u00a0% → 50\u00a0% "
            "(another number now, records came in late)"
        ),
    )
    assert page.summary == "A wet quarter."
    assert new.lines.get(indicator="SS_OPEN").words == words["SS_OPEN"]
    assert page.stories[0].statement == STORY.statement


def test_what_changed_in_numbers_about_people_is_not_told_by_the_difference() -> None:
    officer, version = begun()
    closed(officer, version)
    snapshot("KYR_REACH", Total(count=139), number=2, at=LATER)

    new = next_version(actor=officer, report=version.report, language="en", at=LATER)

    assert page_of(new, own_digits=False).changes == ("No number has changed.",)


def test_only_one_draft_at_a_time_and_one_report_for_a_donor_and_period() -> None:
    officer, version = begun()

    with pytest.raises(StillADraft):
        next_version(actor=officer, report=version.report, language="en", at=LATER)
    with pytest.raises(ReportAlready):
        a_draft(officer)


def test_numbers_that_changed_since_she_looked_are_not_sent() -> None:
    officer, version = begun()

    with pytest.raises(NotAsSeen):
        send(actor=officer, version=version, seen="0" * 64, own_digits=False, at=THEN)

    assert not ReportVersion.objects.filter(sent_at__isnull=False).exists()


def test_a_story_that_nobody_checked_says_so_until_somebody_did() -> None:
    officer, version = begun()
    story = add_story(actor=officer, version=version, new=STORY, at=THEN)

    before = page_of(version, own_digits=False).stories[0].parts[-1]
    note_check(actor=officer, story=story, by=CheckedBy.GROUP, at=THEN)
    after = page_of(version, own_digits=False).stories[0].parts[-1]

    assert before == ("Checked by", "nobody yet")
    assert after == ("Checked by", "the community group")


def test_a_paralegal_writes_no_report() -> None:
    _, [sunita] = team_of(SUNITA)
    a_quarter()

    with pytest.raises(NotHerRole):
        a_draft(sunita)
