"""Who sees posts, meetings and promises: posts the country, the rest their teams."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from payung.programme.activities.access import activities_of
from payung.programme.activities.models import Kind
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS

from .models import AdvocacyMeeting, Post, PostHolder, Promise, PromiseReview


Row = TypeVar("Row", bound=Model)


class NotThere(NotHers):
    """There is no such post, meeting or promise for this actor."""


def in_a_team(actor: Actor) -> None:
    """Raise NotThere for somebody in no team: nothing here would be hers."""
    if not actor.own_teams:
        raise NotThere


def posts_of(actor: Actor) -> QuerySet[Post]:
    """Return the posts of her country; none for those who hold no keys or no team."""
    if not actor.has(*KEYHOLDERS) or not actor.own_teams:
        return Post.objects.none()
    here = Post.objects.filter(unit__country=actor.country)
    return here.select_related("unit").order_by("unit__code", "title")


def post_for(actor: Actor, post: int) -> Post:
    """Return one post; raise NotThere."""
    return _one(posts_of(actor).filter(pk=post))


def meetings_of(actor: Actor) -> QuerySet[AdvocacyMeeting]:
    """Return the meetings of her teams."""
    hers = activities_of(actor).filter(kind=Kind.POLICE_MEETING)
    meetings = AdvocacyMeeting.objects.filter(activity__in=hers)
    return meetings.select_related("activity__team", "unit", "brief").defer(
        "brief__pdf", "brief__word"
    )


def meeting_for(actor: Actor, activity: UUID) -> AdvocacyMeeting:
    """Return one meeting by its activity; raise NotThere."""
    return _one(meetings_of(actor).filter(activity=activity))


def promises_of(actor: Actor) -> QuerySet[Promise]:
    """Return the promises made in meetings of her teams."""
    hers = activities_of(actor).filter(kind=Kind.POLICE_MEETING)
    rows = Promise.objects.filter(meeting__activity__in=hers)
    rows = rows.select_related("post__unit", "meeting__activity")
    return rows.prefetch_related("reviews")


def promise_for(actor: Actor, promise: UUID) -> Promise:
    """Return one promise; raise NotThere."""
    return _one(promises_of(actor).filter(pk=promise))


def review_for(actor: Actor, review: UUID) -> PromiseReview:
    """Return one review of a promise of hers; raise NotThere."""
    rows = PromiseReview.objects.filter(promise__in=promises_of(actor))
    return _one(rows.filter(pk=review).select_related("promise__meeting"))


def holder_for(actor: Actor, holder: UUID) -> PostHolder:
    """Return one holder of a post of her country; raise NotThere."""
    rows = PostHolder.objects.filter(post__in=posts_of(actor), pk=holder)
    return _one(rows)


def _one(rows: QuerySet[Row]) -> Row:
    found = rows.first()
    if found is None:
        raise NotThere
    return found
