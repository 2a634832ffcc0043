"""What is late and why, and somebody's own week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from payung.programme.activities.access import activities_of
from payung.programme.activities.models import Activity, Reason, State
from payung.programme.activities.queries import late
from payung.programme.activities.rooms import rooms_of
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .models import PlanLine
from .months import start_of


WEEK = timedelta(days=7)
A_PAGE = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An activity and what it is for, in the words of the plan.

    `unsaid`: it is over, and nobody has said what came of it.
    """

    activity: Activity
    what: str
    room: str
    unsaid: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonCount:
    """How many were moved and how many called off for a reason."""

    label: str
    moved: int
    called_off: int

    @property
    def total(self) -> int:
        """Return both together."""
        return self.moved + self.called_off


@dataclass(frozen=True, kw_only=True, slots=True)
class Late:
    """What is late, a page of it one by one, and why things were not held."""

    rows: tuple[Told, ...]
    page: Page[Activity]
    count: int
    missed: int
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Day:
    """A day of her week."""

    on: date
    today: bool
    rows: tuple[Told, ...]


def how_many_late(actor: Actor, *, at: datetime) -> int:
    """Return of how many things nobody has said what came of them."""
    return late(actor, at=at).count()


def late_and_why(
    actor: Actor, *, since: datetime, at: datetime, page: str | None = None
) -> Late:
    """Return what her teams have not said, and the reasons given since a moment."""
    # The newest first: of last week somebody still knows.
    rows = late(actor, at=at).select_related("owner", "team")
    shown = Paginator(rows.order_by("-planned_start", "pk"), A_PAGE).get_page(page)
    unheld = activities_of(actor).filter(planned_start__gte=since, planned_start__lt=at)
    moved = Count("pk", filter=Q(state=State.POSTPONED))
    off = Count("pk", filter=Q(state=State.CANCELLED))
    counted = (
        unheld.exclude(reason="")
        .values("reason")
        .annotate(moved=moved, off=off)
        .order_by()
    )
    reasons = [
        ReasonCount(
            label=str(Reason(row["reason"]).label),
            moved=row["moved"],
            called_off=row["off"],
        )
        for row in counted
    ]
    return Late(
        rows=_told(actor, shown, at),
        page=shown,
        count=shown.paginator.count,
        missed=unheld.filter(state=State.MISSED).count(),
        reasons=tuple(sorted(reasons, key=lambda one: (-one.total, one.label))),
    )


def week_of(actor: Actor, *, at: datetime) -> tuple[Day, ...]:
    """Return seven days from today: what is hers and what her teams do."""
    zone = pack_of(actor.country).zone()
    today = at.astimezone(zone).date()
    start = start_of(today, zone)
    rows = activities_of(actor).filter(
        planned_start__gte=start, planned_start__lt=start_of(today + WEEK, zone)
    )
    stands = rows.exclude(state__in=(State.POSTPONED, State.CANCELLED))
    ordered = stands.select_related("owner", "team").order_by("planned_start", "pk")
    told = _told(actor, ordered, at)
    days = [today + timedelta(days=n) for n in range(WEEK.days)]
    return tuple(
        Day(
            on=day,
            today=day == today,
            rows=tuple(
                one
                for one in told
                if one.activity.planned_start.astimezone(zone).date() == day
            ),
        )
        for day in days
    )


def what_it_is(actor: Actor, roots: Iterable[UUID]) -> dict[UUID, str]:
    """Return what lines say, by root, as the newest plan with it words it."""
    rows = PlanLine.objects.filter(
        root__in=set(roots),
        version__programme__country=actor.country,
        version__approved_at__isnull=False,
    )
    ordered = rows.order_by("version__number").values_list("root", "what")
    return dict(ordered)


def activities_of_line(actor: Actor, line: PlanLine) -> tuple[Activity, ...]:
    """Return everything planned for a line, the first first, that is hers to see."""
    rows = activities_of(actor).filter(line=line.root).select_related("owner")
    return tuple(rows.order_by("planned_start", "pk"))


def _told(actor: Actor, rows: Iterable[Activity], at: datetime) -> tuple[Told, ...]:
    found = list(rows)
    what = what_it_is(actor, [one.line for one in found if one.line])
    rooms = {room.code: room.name for room in rooms_of(actor)}
    return tuple(
        Told(
            activity=one,
            what=what.get(one.line, "") if one.line else "",
            room=rooms.get(one.site, one.site),
            unsaid=one.state == State.PLANNED and one.planned_end < at,
        )
        for one in found
    )
