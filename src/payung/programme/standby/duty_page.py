"""What somebody's page of duty says: who is asked now, what is offered, what is hers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from payung.engines.dispatch import AlertState, Duty
from payung.programme.alerts.queries import WayLine, line_is_open, own_ways
from payung.programme.people.actors import Actor

from . import access
from .models import AttorneyAlert, Drill, DutyKind, Leave, Shift, Swap
from .my_duty import MyDuty, my_duty
from .on_call import OnCall, on_call
from .proofs import Reach, reach_of


COMING = 8
TESTS = 4
Words = str | Promise


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Somebody who is asked now, and how long ago her phone was last answered.

    `ago` is None where it never was; `sure` while that still counts.
    """

    person: str
    herself: bool
    ago: timedelta | None
    missed: bool
    sure: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """One thing people are called for, and who is asked, the first first."""

    title: Words
    asked: tuple[Asked, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShiftLine:
    """One of her coming shifts; `swap` where she has asked to be relieved of it."""

    shift: Shift
    duty: Words
    starts_at: datetime
    ends_at: datetime
    running: bool
    sure: bool
    swap: Swap | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """Time that somebody else asks to be relieved of."""

    swap: Swap
    giver: str
    duty: Words
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyPage:
    """Everything on the page of duty. `running` is the shift she has now, if any."""

    alerts: tuple[AttorneyAlert, ...]
    duty: MyDuty
    duty_word: Words
    orders: tuple[Order, ...]
    running: ShiftLine | None
    coming: tuple[ShiftLine, ...]
    coming_count: int
    to_confirm: int
    offers: tuple[Offer, ...]
    ways: tuple[WayLine, ...]
    line_open: bool
    tests: tuple[Drill, ...]
    leave: tuple[Leave, ...]


def duty_page(actor: Actor, *, at: datetime) -> DutyPage:
    """Return what her page of duty says at this moment."""
    mine = my_duty(actor, at=at)
    lines = _own_shifts(actor, at)
    running = next((line for line in lines if line.running), None)
    return DutyPage(
        alerts=tuple(open_alerts(actor)),
        duty=mine,
        duty_word=DutyKind(mine.duty.value).label if mine.duty else "",
        orders=_orders(actor, on_call(actor.country, at), at),
        running=running,
        coming=tuple(line for line in lines if not line.running)[:COMING],
        coming_count=sum(not line.running for line in lines),
        to_confirm=sum(not line.sure for line in lines),
        offers=tuple(_offers(actor, at)),
        ways=own_ways(actor),
        line_open=line_is_open(actor.country),
        tests=tuple(_own_tests(actor)),
        leave=tuple(coming_leave(actor, at)),
    )


def open_alerts(actor: Actor) -> QuerySet[AttorneyAlert]:
    """Return the calls for a lawyer in her country that nobody has closed."""
    return access.alerts_of(actor).exclude(state=AlertState.CLOSED)


def coming_leave(actor: Actor, at: datetime) -> QuerySet[Leave]:
    """Return her days off that are not over; not what she said in one tap."""
    mine = Leave.objects.filter(person_id=actor.person_id, ends_at__gt=at)
    return mine.select_related("person").order_by("starts_at")


def unsure_shifts(actor: Actor, at: datetime) -> QuerySet[Shift]:
    """Return her coming shifts that she has not confirmed, in published rosters."""
    return _published(actor, at).filter(confirmed_at=None)


def _orders(actor: Actor, now: OnCall, at: datetime) -> tuple[Order, ...]:
    calls = now.first_and_second(Duty.HOTLINE, Duty.BACKUP)
    law = now.first_and_second(Duty.ATTORNEY, Duty.ATTORNEY_BACKUP)
    chains = [
        (DutyKind.HOTLINE.label, tuple(dict.fromkeys([*calls[0], *calls[1]]))),
        (DutyKind.ATTORNEY.label, tuple(dict.fromkeys([*law[0], *law[1]]))),
    ]
    reach = reach_of([who for _word, chain in chains for who in chain], at)
    return tuple(
        Order(
            title=word,
            asked=tuple(_asked_one(actor, reach[who], at) for who in chain),
        )
        for word, chain in chains
    )


def _asked_one(actor: Actor, reach: Reach, at: datetime) -> Asked:
    return Asked(
        person=reach.person,
        herself=reach.person == actor.handle,
        ago=None if reach.last_at is None else at - reach.last_at,
        missed=reach.failed_at is not None,
        sure=reach.proven,
    )


def _own_shifts(actor: Actor, at: datetime) -> list[ShiftLine]:
    asked = _asked(actor, at)
    return [
        ShiftLine(
            shift=row,
            duty=DutyKind(row.duty).label,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            running=row.starts_at <= at,
            sure=row.confirmed_at is not None,
            swap=next((swap for swap in asked if _is_of(swap, row)), None),
        )
        for row in _published(actor, at).order_by("starts_at", "pk")
    ]


def _published(actor: Actor, at: datetime) -> QuerySet[Shift]:
    return Shift.objects.filter(
        person_id=actor.person_id,
        ends_at__gt=at,
        period__published_at__isnull=False,
        period__country=actor.country,
    )


def _asked(actor: Actor, at: datetime) -> list[Swap]:
    return list(_open_swaps(actor, at).filter(giver_id=actor.person_id))


def _open_swaps(actor: Actor, at: datetime) -> QuerySet[Swap]:
    open_ones = access.swaps_of(actor).filter(taken_at=None, withdrawn_at=None)
    return open_ones.filter(ends_at__gt=at)


def _is_of(swap: Swap, shift: Shift) -> bool:
    same = swap.period_id == shift.period_id and swap.duty == shift.duty
    return same and swap.starts_at < shift.ends_at and swap.ends_at > shift.starts_at


def _offers(actor: Actor, at: datetime) -> Iterator[Offer]:
    """Return what others ask to be relieved of and she could do."""
    hers = [duty for duty in DutyKind if actor.has(*access.ROLES_FOR[duty])]
    rows = _open_swaps(actor, at).filter(duty__in=hers)
    for swap in rows.exclude(giver_id=actor.person_id):
        yield Offer(
            swap=swap,
            giver=swap.giver.handle,
            duty=DutyKind(swap.duty).label,
            starts_at=max(swap.starts_at, at),
            ends_at=swap.ends_at,
        )


def _own_tests(actor: Actor) -> QuerySet[Drill]:
    """Return her last tests that are decided, the newest first."""
    mine = Drill.objects.filter(person_id=actor.person_id, asked_at__isnull=False)
    decided = mine.filter(Q(passed__isnull=False) | Q(answered_at__isnull=False))
    return decided.select_related("way").order_by("-asked_at")[:TESTS]
