"""A promise that was written down wrong: taken back, shown as such, counted nowhere."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from payung.engines.indicators import Kept, Ratio, parse_period
from payung.programme.advocacy.codes import (
    Evidence,
    PromiseKind,
    Verdict,
    VerifiedBy,
    WhyWithdrawn,
)
from payung.programme.advocacy.figures import became_in, figures_of
from payung.programme.advocacy.ledger import ledger_of, register_of, unlooked
from payung.programme.advocacy.letter import letter_of
from payung.programme.advocacy.models import Promise, PromiseReview
from payung.programme.advocacy.promising import (
    NewReview,
    review_promise,
    withdraw_promise,
)
from payung.programme.advocacy.refusals import NotAnyMore, Withdrawn
from payung.programme.journal.models import Entry
from tests.cast import MAYA, PASSPHRASE, SUNITA, THEN, team_of
from tests.programme.advocacy.an_office import a_post, a_unit, met, promised


pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 22)
FORM = UUID("22222222-2222-4222-8222-222222222222")
KEPT = NewReview(
    verdict=Verdict.KEPT,
    evidence=Evidence.SEEN,
    verified_by=VerifiedBy.PARALEGAL,
    kept_on=date(2026, 11, 20),
    words="Zumbrota showed it",
    key=FORM,
)


def test_a_promise_of_the_wrong_kind_is_shown_as_withdrawn_and_not_in_the_letter() -> (
    None
):
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    unit = a_unit()
    post = a_post(maya, unit)
    meeting = met(maya, team, unit)
    wrong = promised(sunita, meeting, post, due_on=DUE)
    promised(sunita, meeting, post, due_on=DUE, kind=PromiseKind.COMPLAINT)

    withdraw_promise(actor=sunita, promise=wrong, why=WhyWithdrawn.KIND, at=THEN)

    lines = ledger_of(maya, post, on=THEN.date())
    assert {(line.promise.kind, line.withdrawn) for line in lines} == {
        ("training", True),
        ("complaint", False),
    }
    letter = letter_of(post, lines, language="en", on=THEN.date())
    assert len(letter.rows) == 1
    [counted] = register_of(maya, on=THEN.date())
    assert counted.waiting == 1
    entry = Entry.objects.get(kind="advocacy.withdrawn")
    assert (entry.actor, entry.details) == ("sunita", {"why": "kind"})


def test_made_and_kept_are_counted_as_if_it_had_never_been_promised() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    start = datetime(2026, 11, 10, 5, tzinfo=UTC)
    meeting = met(maya, team, unit, start=start)
    one, two, three = (promised(maya, meeting, post, due_on=DUE) for _ in range(3))
    for promise in (one, two):
        review_promise(
            actor=maya,
            promise=promise,
            new=NewReview(
                verdict=Verdict.KEPT,
                evidence=Evidence.SEEN,
                verified_by=VerifiedBy.PARALEGAL,
                kept_on=date(2026, 11, 20),
            ),
            at=THEN,
            today=THEN.date(),
        )
    late = date(2027, 1, 31)

    withdraw_promise(actor=maya, promise=two, why=WhyWithdrawn.TWICE, at=THEN)

    # Three were made in one meeting and one is withdrawn: 2 over 1 meeting. Of the two
    # that stand one was kept and one was not.
    made = figures_of(
        country="np",
        period=parse_period("2026-11"),
        zone=ZoneInfo("Asia/Kathmandu"),
        on=late,
    )["COM_MADE"]
    assert isinstance(made, Ratio)
    assert (made.numerator, made.denominator) == (2, 1)
    kept = became_in("np", parse_period("2026-12"), on=late)
    assert (kept[Kept.KEPT], kept[Kept.NOT_KEPT]) == (1, 1)
    assert list(unlooked(maya, on=date(2026, 12, 30))) == [three]


def test_from_its_day_on_only_a_coordinator_withdraws_it() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    unit = a_unit()
    meeting = met(maya, team, unit)
    promise = promised(sunita, meeting, a_post(maya, unit), due_on=THEN.date())

    with pytest.raises(NotAnyMore):
        withdraw_promise(actor=sunita, promise=promise, why=WhyWithdrawn.DAY, at=THEN)
    withdraw_promise(actor=maya, promise=promise, why=WhyWithdrawn.DAY, at=THEN)

    promise.refresh_from_db()
    assert (promise.withdrawn_by, promise.why) == ("maya", "day")


def test_words_that_name_somebody_are_gone_and_others_stay() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post, meeting = a_post(maya, unit), met(maya, team, unit)
    named = promised(maya, meeting, post, due_on=DUE, words="Zumbrota", reference="Z")
    review_promise(
        actor=maya, promise=named, new=KEPT, at=THEN, today=date(2026, 11, 23)
    )
    other = promised(maya, meeting, post, due_on=DUE, words="We will call you")

    withdraw_promise(actor=maya, promise=named, why=WhyWithdrawn.NAMES, at=THEN)
    withdraw_promise(actor=maya, promise=other, why=WhyWithdrawn.DAY, at=THEN)

    named.refresh_from_db()
    other.refresh_from_db()
    assert (named.words, named.reference) == (None, None)
    assert PromiseReview.objects.get().words is None
    assert other.words is not None


def test_one_that_was_withdrawn_is_not_looked_at_and_not_withdrawn_again() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    meeting = met(maya, team, unit)
    promise = promised(maya, meeting, a_post(maya, unit), due_on=DUE)
    withdraw_promise(actor=maya, promise=promise, why=WhyWithdrawn.POST, at=THEN)

    with pytest.raises(Withdrawn):
        review_promise(
            actor=maya, promise=promise, new=KEPT, at=THEN, today=THEN.date()
        )
    with pytest.raises(Withdrawn):
        withdraw_promise(actor=maya, promise=promise, why=WhyWithdrawn.DAY, at=THEN)

    promise.refresh_from_db()
    assert promise.why == "post"


def test_the_same_look_sent_twice_is_one_look() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    meeting = met(maya, team, unit)
    promise = promised(maya, meeting, a_post(maya, unit), due_on=DUE)
    browser = Client()
    browser.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})
    given = {
        "key": str(FORM),
        "verdict": "partly",
        "evidence": "told",
        "verified_by": "community",
        "words": "Half of them came",
    }

    answers = [
        browser.post(f"/meetings/promises/{promise.pk}/", given).status_code
        for _ in range(2)
    ]

    assert answers == [302, 302]
    assert PromiseReview.objects.count() == 1
    assert Entry.objects.filter(kind="advocacy.reviewed").count() == 1


def test_it_is_withdrawn_on_its_page_which_then_says_so() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    meeting = met(maya, team, unit)
    promise = promised(maya, meeting, a_post(maya, unit), due_on=date(2126, 12, 22))
    browser = Client()
    browser.post("/sign-in", {"handle": "maya", "passphrase": PASSPHRASE})
    here = f"/meetings/promises/{promise.pk}/"

    before = browser.get(here).content.decode()
    without = browser.post(f"{here}withdraw", {"why": ""})
    browser.post(f"{here}withdraw", {"why": "post"})
    after = browser.get(here).content.decode()
    in_meeting = browser.get(f"/meetings/{meeting.activity_id}/").content.decode()

    assert "withdraw it" in before
    assert without.status_code == 422
    assert Promise.objects.get().why == "post"
    assert "It counts nowhere." in after
    assert "Was it kept?" not in after
    assert "Withdrawn" in in_meeting
    assert "The wrong post" in in_meeting
