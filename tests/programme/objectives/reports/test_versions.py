"""A version that was sent stays as it is, and the next says what has changed."""

from __future__ import annotations

from typing import Any

import pytest

from payung.engines.indicators import Ratio, Total
from payung.programme.objectives.exports.files import written
from payung.programme.objectives.models import (
    Baseline,
    IndicatorSnapshot,
    Narrative,
    ReportVersion,
    Target,
)
from payung.programme.objectives.report_models import CheckedBy, Source
from payung.programme.objectives.reports.assembling import numbers_of, page_of
from payung.programme.objectives.reports.page import digest_of
from payung.programme.objectives.reports.sending import (
    FilesAltered,
    NotAsSeen,
    fetch,
    send,
)
from payung.programme.objectives.reports.shapes import Shape
from payung.programme.objectives.reports.versions import (
    AlreadySent,
    NewStory,
    NotReadAgain,
    ReportAlready,
    StillADraft,
    add_story,
    carried_in,
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
    QUARTER,
    THEN,
    a_draft,
    a_quarter,
    release,
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


def test_words_and_targets_stay_inside_where_the_number_is_kept_back() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    row = IndicatorSnapshot.objects.get(indicator="REDRESS")
    Narrative.objects.create(
        snapshot=row, why="Only Rina's case moved.", language="en", at=THEN, by="maya"
    )
    about = {"country": "np", "indicator": "REDRESS", "set_at": THEN, "set_by": "maya"}
    Target.objects.create(**about, period=QUARTER, value=0.777, rationale="agreed")
    Baseline.objects.create(**about, period="2025", value=0.555, source="a book")

    version = a_draft(officer)
    # Even words that somebody writes beside it stay out while it is kept back.
    version.lines.filter(indicator="REDRESS").update(words="It was 2 of 13.")

    files = b"".join(written(version, shape) for shape in Shape if shape != Shape.XLSX)
    page = repr(page_of(version, own_digits=False))
    for secret in ("Rina", "2 of 13", "77.7", "55.5"):
        assert secret not in page
        assert secret not in files.decode()


def test_words_from_the_page_of_a_protected_number_are_not_carried_even_if_it_leaves() -> (
    None
):
    _, [officer] = team_of(OFFICER)
    a_quarter()
    row = IndicatorSnapshot.objects.get(indicator="KYR_REACH")
    Narrative.objects.create(
        snapshot=row, why="It was 137, not 124.", language="en", at=THEN, by="maya"
    )

    version = a_draft(officer)

    assert version.lines.get(indicator="KYR_REACH").words == ""


def test_words_from_elsewhere_are_read_again_before_a_version_is_sent() -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    row = IndicatorSnapshot.objects.get(indicator="SS_OPEN")
    Narrative.objects.create(
        snapshot=row, why="The bridge was flooded.", language="en", at=THEN, by="maya"
    )
    version = a_draft(officer)

    with pytest.raises(NotReadAgain):
        closed(officer, version)
    words = {"SS_OPEN": "The bridge was flooded."}
    write_words(actor=officer, version=version, summary="", words=words, at=THEN)
    closed(officer, version)

    version.refresh_from_db()
    assert version.sent_at is not None


def test_each_text_of_the_last_version_is_read_again_in_the_next() -> None:
    officer, version = begun()
    words = {"SS_OPEN": "Floods closed the road."}
    about: dict[str, Any] = {"actor": officer, "at": THEN}
    write_words(**about, version=version, summary="A wet quarter.", words=words)
    add_story(**about, version=version, new=STORY)
    closed(officer, version)
    new = next_version(actor=officer, report=version.report, language="en", at=LATER)

    carried = [carried_in(new)]
    write_words(**about, version=new, summary="A wet quarter.", words=words)
    carried.append(carried_in(new))
    note_check(**about, story=new.stories.get(), by=CheckedBy.NOBODY)
    carried.append(carried_in(new))

    assert carried == [3, 1, 0]


def test_a_late_note_behind_a_protected_number_leaves_no_trace_in_the_next_version() -> (
    None
):
    _, [officer] = team_of(OFFICER)
    a_quarter()
    snapshot("VIO_TIMELY", Ratio(numerator=0, denominator=30), missing=["2026-08"])
    release("VIO_TIMELY", Ratio(numerator=0, denominator=30))
    version = a_draft(officer)
    closed(officer, version)
    # One note more, of a month in which there was none.
    snapshot("VIO_TIMELY", Ratio(numerator=0, denominator=31), number=2, at=LATER)

    new = next_version(actor=officer, report=version.report, language="en", at=LATER)

    assert page_of(new, own_digits=False).changes == ("No number has changed.",)
    assert written(new, Shape.CSV) == written(version, Shape.CSV)


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
