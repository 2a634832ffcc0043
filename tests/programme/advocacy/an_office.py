"""An invented office with a post, and a meeting held with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from payung.programme.advocacy.codes import PromiseKind, Tier
from payung.programme.advocacy.meetings import (
    Held,
    NewMeeting,
    hold_meeting,
    plan_meeting,
)
from payung.programme.advocacy.models import AdvocacyMeeting, Post, Promise
from payung.programme.advocacy.posts import add_post
from payung.programme.advocacy.promising import NewPromise, take_promise
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.places.models import Unit
from tests.cast import THEN


def a_unit(country: str = "np", code: str = "S-1") -> Unit:
    return Unit.objects.create(
        country=country,
        code=code,
        kind="area",
        names={"en": f"Invented station {code}"},
        source="invented",
    )


def a_post(actor: Actor, unit: Unit, *, tier: Tier = Tier.STATION) -> Post:
    return add_post(actor=actor, unit=unit, title="Station officer", tier=tier, at=THEN)


def planned(
    actor: Actor,
    team: Team,
    unit: Unit,
    *,
    start: datetime = THEN,
    tier: Tier = Tier.STATION,
) -> AdvocacyMeeting:
    new = NewMeeting(
        team=team, unit=unit, tier=tier, start=start, end=start + timedelta(hours=1)
    )
    return plan_meeting(actor=actor, new=new, at=start - timedelta(days=5))


def met(
    actor: Actor,
    team: Team,
    unit: Unit,
    *,
    start: datetime = THEN,
    tier: Tier = Tier.STATION,
    **how: object,
) -> AdvocacyMeeting:
    meeting = planned(actor, team, unit, start=start, tier=tier)
    end = start + timedelta(hours=1)
    held = Held(started=start, ended=end, **how)  # type: ignore[arg-type]
    hold_meeting(actor=actor, meeting=meeting, held=held, at=end)
    return meeting


def promised(
    actor: Actor,
    meeting: AdvocacyMeeting,
    post: Post,
    *,
    due_on: date,
    read_back: bool = True,
    kind: PromiseKind = PromiseKind.TRAINING,
    words: str = "",
    reference: str = "",
) -> Promise:
    new = NewPromise(
        post=post,
        kind=kind,
        due_on=due_on,
        read_back=read_back,
        words=words,
        reference=reference,
    )
    return take_promise(actor=actor, meeting=meeting, new=new, at=THEN)
