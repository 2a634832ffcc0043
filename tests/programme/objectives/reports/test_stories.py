"""A change that came about is mended or taken out until its version was sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.programme.journal.models import Entry
from payung.programme.objectives.report_models import (
    CheckedBy,
    OutcomeStory,
    ReportVersion,
    Source,
)
from payung.programme.objectives.reports.versions import (
    AlreadySent,
    NewStory,
    add_story,
    close_as_sent,
    mend_story,
    note_check,
    take_story_out,
)
from payung.programme.people.actors import Actor
from tests.cast import OFFICER, PASSPHRASE, team_of
from tests.programme.objectives.reports.counted import (
    LATER,
    THEN,
    a_draft,
    a_quarter,
)


pytestmark = pytest.mark.django_db
KEY = "44444444-4444-4444-8444-444444444444"
TYPED = NewStory(
    statement="Two stations ring frist.",
    significance="People are heard.",
    contribution="Four meetings.",
    source=Source.MEETING,
)
MENDED = NewStory(
    statement="Two stations ring first.",
    significance="People are heard.",
    contribution="Four meetings.",
    source=Source.MEETING,
)
GIVEN = {
    "key": KEY,
    "statement": "Two stations ring first.",
    "significance": "People are heard.",
    "contribution": "Four meetings.",
    "source": "meeting",
    "read_again": "on",
}


def begun() -> tuple[Actor, ReportVersion]:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    return officer, a_draft(officer)


def browser() -> Client:
    client = Client()
    client.post("/sign-in", {"handle": "officer", "passphrase": PASSPHRASE})
    return client


def page(version: ReportVersion, name: str, **more: Any) -> str:
    return reverse(f"donor-report-{name}", kwargs={"number": version.pk, **more})


def test_who_checked_the_words_before_has_not_checked_the_mended_ones() -> None:
    officer, version = begun()
    story = add_story(actor=officer, version=version, new=TYPED, at=THEN)
    note_check(actor=officer, story=story, by=CheckedBy.GROUP, at=THEN)

    mend_story(actor=officer, story=story, new=MENDED, at=LATER)

    story.refresh_from_db()
    assert story.statement == "Two stations ring first."
    assert (story.checked_by, story.checked_at) == ("nobody", None)
    assert Entry.objects.filter(kind="report.mended").count() == 1


def test_what_was_sent_is_neither_mended_nor_taken_out() -> None:
    officer, version = begun()
    story = add_story(actor=officer, version=version, new=TYPED, at=THEN)
    close_as_sent(actor=officer, version=version, pdf=b"%PDF", word=b"PK", at=LATER)

    with pytest.raises(AlreadySent):
        mend_story(actor=officer, story=story, new=MENDED, at=LATER)
    with pytest.raises(AlreadySent):
        take_story_out(actor=officer, story=story, at=LATER)
    answers = [
        browser().post(page(version, f"story-{part}", story_id=story.pk), GIVEN)
        for part in ("edit", "out")
    ]

    assert [one.status_code for one in answers] == [302, 302]
    assert OutcomeStory.objects.get().statement == "Two stations ring frist."


def test_it_is_mended_and_taken_out_on_pages_and_pressing_twice_does_no_harm() -> None:
    officer, version = begun()
    story = add_story(actor=officer, version=version, new=TYPED, at=THEN)
    her, edit = browser(), page(version, "story-edit", story_id=story.pk)
    out = page(version, "story-out", story_id=story.pk)

    shown = her.get(page(version, "version")).content.decode()
    typed = her.get(edit).content.decode()
    her.post(edit, GIVEN)
    mended = OutcomeStory.objects.get().statement
    asked = her.get(out).content.decode()
    there = OutcomeStory.objects.count()
    answers = [her.post(out).status_code for _ in range(2)]

    assert edit in shown
    assert out in shown
    assert "Two stations ring frist." in typed
    assert mended == "Two stations ring first."
    assert "Take this change out?" in asked
    assert (there, OutcomeStory.objects.count(), answers) == (1, 0, [302, 302])


def test_the_same_story_sent_twice_is_one_story() -> None:
    _officer, version = begun()
    her = browser()

    answers = [her.post(page(version, "story"), GIVEN).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert OutcomeStory.objects.count() == 1


def test_words_sent_twice_do_not_write_over_what_somebody_wrote_since() -> None:
    _officer, version = begun()
    her, address = browser(), page(version, "words")
    mine = {"key": KEY, "summary": "A wet quarter.", "read_again": "on"}
    hers = mine | {"key": KEY.replace("4", "5"), "summary": "A dry quarter."}

    for given in (mine, mine):
        her.post(address, given)
    once = Entry.objects.filter(kind="report.words").count()
    her.post(address, hers)
    her.post(address, hers)

    version.refresh_from_db()
    assert once == 1
    assert version.summary == "A dry quarter."
    assert Entry.objects.filter(kind="report.words").count() == 2
