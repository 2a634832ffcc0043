"""Changes to a roster that never open a gap: swaps, and leave that is filled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ._rosters import Duty, Leave, Roster, Shift, covered, duties
from ._spans import Span, minutes_of, within, without


class WouldOpenGap(ValueError):
    """The change would leave time without anybody; `spans` says which."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        """Say how much and from when."""
        self.spans = spans
        first = spans[0].start.isoformat(timespec="minutes")
        minutes = round(minutes_of(spans))
        super().__init__(
            f"Nobody would be on call for {minutes} minutes, first from {first}. "
            "Ask somebody to take that time, then try again."
        )


class CannotTake(ValueError):
    """The person who would take the duty is not free then."""


class NotHerShift(ValueError):
    """The person who asks does not have this duty all that time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Swap:
    """Somebody asks to be relieved; until it is taken nothing changes at all."""

    giver: str
    duty: Duty
    span: Span


def ask_swap(roster: Roster, swap: Swap) -> Swap:
    """Return the swap if the giver has the duty in all of its span.

    The giver stays on duty until somebody takes it. Raise NotHerShift.
    """
    if without([swap.span], _spans_of(roster, swap.giver, (swap.duty,))):
        raise NotHerShift(f"{swap.giver} is not on call for all of this time.")
    return swap


def take_swap(roster: Roster, swap: Swap, *, taker: str) -> Roster:
    """Return the roster in which the taker has the giver's duty.

    Raise NotHerShift where the roster has changed meanwhile, CannotTake where the taker
    is away or on another duty, WouldOpenGap where time would be left to nobody.
    """
    ask_swap(roster, swap)
    busy = _spans_of(roster, taker, tuple(Duty))
    away = [leave.span for leave in roster.leave if leave.person == taker]
    if within([*busy, *away], swap.span):
        raise CannotTake(f"{taker} is away or already on call in this time.")
    after = replace(
        roster,
        shifts=_relieved(roster.shifts, swap, taker),
        overrides=_relieved(roster.overrides, swap, taker),
    )
    return _checked(roster, after)


def go_on_leave(
    roster: Roster, leave: Leave, *, fillers: tuple[Shift, ...] = ()
) -> Roster:
    """Return the roster with this leave, and the shifts of those who fill in.

    Raise WouldOpenGap with the exact spans that are still empty.
    """
    after = replace(
        roster, leave=(*roster.leave, leave), shifts=(*roster.shifts, *fillers)
    )
    return _checked(roster, after)


def _relieved(shifts: tuple[Shift, ...], swap: Swap, taker: str) -> tuple[Shift, ...]:
    """Return the shifts, the giver's part of the span carried over to the taker.

    Order is kept: a later override still wins over an earlier one.
    """
    found: list[Shift] = []
    for shift in shifts:
        hers = shift.person == swap.giver and shift.duty is swap.duty
        common = shift.span.common(swap.span) if hers else None
        if common is None:
            found.append(shift)
            continue
        rests = without([shift.span], [common])
        found += [replace(shift, span=span) for span in rests]
        found.append(replace(shift, person=taker, span=common))
    return tuple(found)


def _spans_of(roster: Roster, person: str, asked: tuple[Duty, ...]) -> tuple[Span, ...]:
    return tuple(
        shift.span
        for duty in asked
        for shift in duties(roster, duty)
        if shift.person == person
    )


def _checked(before: Roster, after: Roster) -> Roster:
    opened = [
        span
        for duty in Duty
        for span in without(covered(before, duty), covered(after, duty))
    ]
    if opened:
        raise WouldOpenGap(tuple(opened))
    return after
