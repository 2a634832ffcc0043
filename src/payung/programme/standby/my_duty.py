"""What somebody has to know of her own duty: am I on, until when, and who is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from payung.engines.dispatch import Duty, Roster, Shift, duties
from payung.programme.people.actors import Actor

from .models import Leave
from .on_call import OnCall, on_call


@dataclass(frozen=True, kw_only=True, slots=True)
class MyDuty:
    """Her duty now: `duty` None where she has none; `next_at` is her next one.

    `then` has it after her; `now` are those who have the calls at this moment, in the
    order in which they are asked. `unreachable` since she said so.
    """

    duty: Duty | None
    until: datetime | None
    then: str
    next_at: datetime | None
    now: tuple[str, ...]
    unreachable: bool


def my_duty(actor: Actor, *, at: datetime) -> MyDuty:
    """Return what her page of duty and her Today say."""
    country = on_call(actor.country, at)
    mine = _shifts_of(country.roster, actor.handle)
    running = next((shift for shift in mine if shift.span.holds(at)), None)
    later = [shift.span.start for shift in mine if shift.span.start > at]
    return MyDuty(
        duty=running.duty if running else None,
        until=running.span.end if running else None,
        then=_after(country.roster, running) if running else "",
        next_at=min(later, default=None),
        now=_asked_now(country),
        unreachable=_said_so(actor, at),
    )


def _shifts_of(roster: Roster | None, handle: str) -> list[Shift]:
    if roster is None:
        return []
    found = [s for duty in Duty for s in duties(roster, duty) if s.person == handle]
    return sorted(found, key=lambda shift: shift.span)


def _after(roster: Roster | None, running: Shift) -> str:
    """Return who has the same duty when hers ends, if anybody is planned."""
    if roster is None:
        return ""
    following = (
        shift.person
        for shift in duties(roster, running.duty)
        if shift.person != running.person and shift.span.holds(running.span.end)
    )
    return next(following, "")


def _asked_now(country: OnCall) -> tuple[str, ...]:
    first, second = country.first_and_second(Duty.HOTLINE, Duty.BACKUP)
    return tuple(dict.fromkeys([*first, *second]))


def _said_so(actor: Actor, at: datetime) -> bool:
    mine = Leave.objects.filter(person_id=actor.person_id, ends_at=None)
    return mine.filter(starts_at__lte=at).exists()
