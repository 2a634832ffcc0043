"""The ledger: promises with what became of them, the newest first, and by post."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.engines.indicators import Kept
from payung.programme.people.actors import Actor

from .access import posts_of, promises_of
from .models import Post, PostHolder, Promise
from .rule import GRACE, Looked, became_of


PILLS = {
    Kept.KEPT: "",
    Kept.KEPT_LATE: "new",
    Kept.NOT_KEPT: "held",
    Kept.WAITING: "closed",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A promise as the ledger shows it on a day."""

    promise: Promise
    became: Kept
    label: str
    pill: str
    overdue: bool
    # It was written down wrong: it is shown, and counts nowhere.
    withdrawn: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PostLine:
    """A post in the register, and how many promises of it stand how."""

    post: Post
    holder: PostHolder | None
    waiting: int
    overdue: int
    kept: int
    not_kept: int


def kept_label(became: Kept) -> str:
    """Return the word for what became of a promise."""
    return {
        Kept.KEPT: _("Kept"),
        Kept.KEPT_LATE: _("Kept, but late"),
        Kept.NOT_KEPT: _("Not kept"),
        Kept.WAITING: _("Open"),
    }[became]


def line_of(promise: Promise, *, on: date) -> Line:
    """Return a promise as it stands at the end of a day."""
    became = standing(promise, on=on)
    if promise.withdrawn_at is not None:
        return Line(
            promise=promise,
            became=became,
            label=_("Withdrawn"),
            pill="closed",
            overdue=False,
            withdrawn=True,
        )
    return Line(
        promise=promise,
        became=became,
        label=kept_label(became),
        pill=PILLS[became],
        overdue=became is Kept.WAITING and promise.due_on < on,
    )


def standing(promise: Promise, *, on: date) -> Kept:
    """Return what became of a promise, from its reviews."""
    reviews = sorted(promise.reviews.all(), key=lambda one: (one.on, one.at))
    looks = [
        Looked(
            on=one.on,
            verdict=one.verdict,
            evidence=one.evidence,
            kept_on=one.kept_on,
        )
        for one in reviews
    ]
    return became_of(promise.due_on, looks, on=on)


def ledger_of(actor: Actor, post: Post, *, on: date) -> list[Line]:
    """Return the promises of a post that she may see, the newest first."""
    rows = promises_of(actor).filter(post=post).order_by("-made_at", "-id")
    return [line_of(promise, on=on) for promise in rows]


def unlooked(actor: Actor, *, on: date) -> QuerySet[Promise]:
    """Return promises past their day that nobody looked at, while looking still counts."""
    late = promises_of(actor).filter(due_on__lt=on, due_on__gte=on - GRACE)
    return late.filter(reviews=None, withdrawn_at=None)


def register_of(actor: Actor, *, on: date) -> list[PostLine]:
    """Return every post of her country with its promises counted."""
    by_post: dict[int, list[Line]] = {}
    for promise in promises_of(actor).filter(withdrawn_at=None):
        by_post.setdefault(promise.post_id, []).append(line_of(promise, on=on))
    posts = posts_of(actor).filter(ended_on=None)
    held = PostHolder.objects.filter(post__in=posts, until=None)
    holders = {holder.post_id: holder for holder in held}
    return [
        _counted(one, holders.get(one.pk), by_post.get(one.pk, ())) for one in posts
    ]


def _counted(post: Post, holder: PostHolder | None, lines: Iterable[Line]) -> PostLine:
    lines = list(lines)
    waiting = [line for line in lines if line.became is Kept.WAITING]
    return PostLine(
        post=post,
        holder=holder,
        waiting=len(waiting),
        overdue=sum(line.overdue for line in waiting),
        kept=sum(line.became is Kept.KEPT for line in lines),
        not_kept=sum(line.became in (Kept.NOT_KEPT, Kept.KEPT_LATE) for line in lines),
    )
