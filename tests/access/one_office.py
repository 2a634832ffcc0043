"""An office with a post, a meeting and a promise, for the access table."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from payung.programme.advocacy.codes import (
    Evidence,
    PromiseKind,
    Tier,
    Verdict,
    VerifiedBy,
)
from payung.programme.advocacy.meetings import NewMeeting, plan_meeting
from payung.programme.advocacy.posts import add_post, change_holder
from payung.programme.advocacy.promising import (
    NewPromise,
    NewReview,
    review_promise,
    take_promise,
)
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.places.models import Unit
from tests.access.one_case import OneCase
from tests.cast import THEN


DEEDS = ("correct", "close", "open")


def one_office(team: Team, actor: Actor) -> OneCase:
    """Put one post into the register; let it have promised something."""
    today = THEN.date()
    unit = Unit.objects.create(
        country="np",
        code="ONE",
        kind="area",
        names={"en": "An invented station"},
        source="invented",
    )
    station = Tier.STATION
    post = add_post(actor=actor, unit=unit, title="Officer", tier=station, at=THEN)
    holder = change_holder(
        actor=actor,
        post=post,
        since=today,
        name="An invented name",
        team=team,
        at=THEN,
        today=today,
    )
    new = NewMeeting(
        team=team, unit=unit, tier=station, start=THEN, end=THEN + timedelta(hours=1)
    )
    meeting = plan_meeting(actor=actor, new=new, at=THEN)
    said = NewPromise(
        post=post, kind=PromiseKind.OTHER, due_on=today, words="Invented words"
    )
    promise = take_promise(actor=actor, meeting=meeting, new=said, at=THEN)
    look = NewReview(
        verdict=Verdict.PARTLY,
        evidence=Evidence.TOLD,
        verified_by=VerifiedBy.COMMUNITY,
        words="Invented words",
    )
    review = review_promise(
        actor=actor, promise=promise, new=look, at=THEN, today=today
    )
    one: dict[str, object] = {"activity_id": meeting.activity_id}
    register: dict[str, object] = {"post_id": post.pk}
    hers: dict[str, object] = {"promise_id": promise.pk}
    place: dict[str, object] = {"unit_id": unit.pk}
    deeds = ("institution", *(f"institution-{deed}" for deed in DEEDS))
    parts = ("meeting", "before", "held", "move", "risks")
    return OneCase(
        arguments={
            **{f"advocacy-{part}": one for part in parts},
            "promise-take": one,
            "advocacy-post": register,
            "advocacy-post-holder": register,
            "advocacy-post-letter": register,
            "advocacy-post-holder-show": {"holder_id": holder.pk},
            **dict.fromkeys(deeds, place),
            "promise": hers,
            "promise-read-back": hers,
            "promise-withdraw": hers,
            "promise-show": hers | {"part": "words"},
            "promise-review-show": {"review_id": review.pk},
        },
        posts={
            "advocacy-post-letter": {"language": "en"},
            "promise-take": {"key": str(uuid4())},
        },
    )
