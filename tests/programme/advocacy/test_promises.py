"""Posts, meetings and promises: what is kept, what is sealed, who gets at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from payung.engines import sealed
from payung.engines.indicators import Kept
from payung.programme.activities.models import Reason, State
from payung.programme.advocacy import access, showing
from payung.programme.advocacy.codes import (
    Evidence,
    PromiseKind,
    Tier,
    Verdict,
    VerifiedBy,
)
from payung.programme.advocacy.holdings import holding_of
from payung.programme.advocacy.ledger import ledger_of, register_of
from payung.programme.advocacy.meetings import NewMeeting, move_meeting, plan_meeting
from payung.programme.advocacy.models import AdvocacyMeeting, Promise, PromiseReview
from payung.programme.advocacy.posts import add_post, change_holder
from payung.programme.advocacy.promising import (
    NewPromise,
    NewReview,
    review_promise,
    say_read_back,
    take_promise,
)
from payung.programme.advocacy.refusals import (
    BriefNotTheirs,
    HolderOrder,
    NoDay,
    NotOfThisMeeting,
    PostKnown,
)
from payung.programme.findings.models import Brief
from payung.programme.journal.models import Entry
from tests.cast import (
    MAYA,
    OUTSIDER,
    RINA,
    SUNITA,
    THEN,
    THIDA,
    account,
    as_actor,
    team_of,
)
from tests.needles import everything_kept, found
from tests.programme.advocacy.an_office import a_post, a_unit, met, planned, promised


pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 22)
FORM = UUID("11111111-1111-4111-8111-111111111111")
KEPT = NewReview(
    verdict=Verdict.KEPT,
    evidence=Evidence.SEEN,
    verified_by=VerifiedBy.PARALEGAL,
    kept_on=date(2026, 12, 20),
)


def test_what_they_said_is_sealed_and_opens_for_the_team_with_an_entry() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    unit = a_unit()
    post = a_post(maya, unit)
    meeting = met(maya, team, unit, risks="Zumbrota watches the gate")
    promise = promised(
        maya,
        meeting,
        post,
        due_on=DUE,
        words="Zumbrota said so",
        reference="Q-Zumbrota",
    )

    opened = showing.words_of(actor=sunita, promise=promise, part="words", at=THEN)
    reference = showing.words_of(
        actor=sunita, promise=promise, part="reference", at=THEN
    )
    meeting.refresh_from_db()
    risks = showing.risks_of(actor=sunita, meeting=meeting, at=THEN)

    assert (opened, reference) == ("Zumbrota said so", "Q-Zumbrota")
    assert risks == "Zumbrota watches the gate"
    assert found(("Zumbrota",), everything_kept()) == []
    shown = Entry.objects.filter(kind="advocacy.shown", actor="sunita")
    assert [row.details["part"] for row in shown.order_by("number")] == [
        *("words", "reference", "risks")
    ]


def test_nobody_outside_the_team_finds_a_meeting_or_a_promise() -> None:
    team, [maya] = team_of(MAYA)
    _far, [rina] = team_of(RINA, name="Far team")
    outsider = as_actor(account(OUTSIDER))
    unit = a_unit()
    meeting = met(maya, team, unit)
    promise = promised(maya, meeting, a_post(maya, unit), due_on=DUE)

    for other in (outsider, rina):
        with pytest.raises(access.NotThere):
            access.meeting_for(other, meeting.activity_id)
        with pytest.raises(access.NotThere):
            access.promise_for(other, promise.pk)
        assert not access.posts_of(other).exists()


def test_the_same_form_sent_twice_makes_one_meeting_and_one_promise() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    hour = timedelta(hours=1)
    plan = NewMeeting(
        team=team,
        unit=unit,
        tier=Tier.STATION,
        start=THEN,
        end=THEN + hour,
        key=FORM,
    )
    new = NewPromise(post=post, kind=PromiseKind.OTHER, due_on=DUE, key=FORM)

    for _ in range(2):
        meeting = plan_meeting(actor=maya, new=plan, at=THEN)
        take_promise(actor=maya, meeting=meeting, new=new, at=THEN)

    assert AdvocacyMeeting.objects.count() == 1
    assert Promise.objects.count() == 1


def test_the_key_of_one_meeting_is_refused_in_another() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    new = NewPromise(
        post=a_post(maya, unit), kind=PromiseKind.OTHER, due_on=DUE, key=FORM
    )
    take_promise(actor=maya, meeting=planned(maya, team, unit), new=new, at=THEN)

    with pytest.raises(NotOfThisMeeting):
        take_promise(actor=maya, meeting=planned(maya, team, unit), new=new, at=THEN)

    assert Promise.objects.count() == 1


@pytest.mark.parametrize(
    ("country", "audience"),
    [
        pytest.param("np", "donor", id="made for donors"),
        pytest.param("mm", "police", id="a country that gives them nothing"),
    ],
)
def test_a_brief_that_may_not_be_shown_is_refused(country: str, audience: str) -> None:
    team, [actor] = team_of({"np": MAYA, "mm": THIDA}[country])
    brief = Brief(country=country, audience=audience, digest="0" * 64)

    with pytest.raises(BriefNotTheirs):
        met(actor, team, a_unit(country), brief=brief)


def test_a_promise_of_another_office_is_refused() -> None:
    team, [maya] = team_of(MAYA)
    elsewhere = a_post(maya, a_unit(code="S-2"))
    meeting = planned(maya, team, a_unit())

    with pytest.raises(NotOfThisMeeting) as refused:
        promised(maya, meeting, elsewhere, due_on=DUE)

    assert refused.value.field == "post"


def test_a_meeting_moved_keeps_its_office_and_says_why() -> None:
    team, [maya] = team_of(MAYA)
    meeting = planned(maya, team, a_unit())
    week = timedelta(days=7)

    after = move_meeting(
        actor=maya,
        meeting=meeting,
        reason=Reason.STRIKE,
        start=THEN + week,
        end=THEN + week + timedelta(hours=1),
        at=THEN,
    )

    before = AdvocacyMeeting.objects.get(pk=meeting.pk).activity
    assert (before.state, before.reason) == (State.POSTPONED, Reason.STRIKE)
    assert before.instead_id == after.activity_id
    assert after.unit_id == meeting.unit_id
    assert after.record != meeting.record


def test_kept_needs_a_day_and_something_that_shows_it() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    promise = promised(maya, met(maya, team, unit), a_post(maya, unit), due_on=DUE)

    for lacking in ({"kept_on": None}, {"evidence": Evidence.NONE}):
        with pytest.raises(NoDay):
            review_promise(
                actor=maya,
                promise=promise,
                new=replace(KEPT, **lacking),
                at=THEN,
                today=DUE,
            )

    assert not PromiseReview.objects.exists()


def test_the_ledger_says_not_kept_thirty_days_later_whatever_is_written_then() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    promise = promised(maya, met(maya, team, unit), post, due_on=DUE)
    late = DUE + timedelta(days=31)

    [before] = ledger_of(maya, post, on=DUE)
    review_promise(actor=maya, promise=promise, new=KEPT, at=THEN, today=late)
    [after] = ledger_of(maya, post, on=late)
    [line] = register_of(maya, on=late)

    assert (before.became, before.label) == (Kept.WAITING, "Open")
    assert (after.became, after.label) == (Kept.NOT_KEPT, "Not kept")
    assert (line.waiting, line.kept, line.not_kept) == (0, 0, 1)


def test_reading_back_once_more_changes_nothing() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    meeting = met(maya, team, unit)
    promise = promised(maya, meeting, a_post(maya, unit), due_on=DUE, read_back=False)

    for _ in range(2):
        say_read_back(actor=maya, promise=promise, at=THEN)

    promise.refresh_from_db()
    assert promise.read_back
    assert Entry.objects.filter(kind="advocacy.read_back").count() == 1


def test_promises_stay_with_the_post_when_its_holder_changes() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    promised(maya, met(maya, team, unit), post, due_on=DUE)
    first, second = date(2026, 1, 1), date(2026, 11, 1)
    for since, name in ((first, ""), (second, "Zumbrota")):
        change_holder(
            actor=maya,
            post=post,
            since=since,
            name=name,
            team=team,
            at=THEN,
            today=date(2026, 11, 22),
        )

    before, present = post.holders.order_by("since")

    assert (before.until, before.name) == (second, None)
    assert showing.name_of(actor=maya, holder=present, at=THEN) == "Zumbrota"
    assert len(ledger_of(maya, post, on=DUE)) == 1
    assert found(("Zumbrota",), everything_kept()) == []
    with pytest.raises(HolderOrder):
        change_holder(
            actor=maya, post=post, since=second, at=THEN, today=date(2026, 11, 22)
        )


def test_a_post_is_in_the_register_once() -> None:
    _team, [maya] = team_of(MAYA)
    unit = a_unit()
    a_post(maya, unit)

    with pytest.raises(PostKnown):
        add_post(
            actor=maya, unit=unit, title="Station officer", tier=Tier.STATION, at=THEN
        )


def test_a_change_of_keys_reaches_everything_that_is_sealed_here() -> None:
    team, [maya] = team_of(MAYA)
    unit = a_unit()
    post = a_post(maya, unit)
    meeting = met(maya, team, unit, risks="Invented risk")
    promise = promised(maya, meeting, post, due_on=DUE, words="Words", reference="R")
    review_promise(
        actor=maya,
        promise=promise,
        new=replace(KEPT, words="Seen"),
        at=THEN,
        today=DUE,
    )
    secret = maya.unlocked.secret(meeting.record)

    holding = holding_of(meeting.record)

    assert holding is not None
    opened = {sealed.open_field(secret, f.name, box) for f, box in holding.filled()}
    assert opened == {"Invented risk", "Words", "R", "Seen"}
