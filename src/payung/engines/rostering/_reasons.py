"""Why a shift is empty: for each person, what keeps her from it."""

from __future__ import annotations

from ._answers import Empty, Obstacle
from ._instance import Instance, Person, Shift
from ._model import Found
from ._rules import NO_REST, Why, barred


def empties_of(instance: Instance, found: Found) -> tuple[Empty, ...]:
    """Return the empty shifts in the order of time, each with what keeps whom from it."""
    return tuple(
        _empty(instance, found, place)
        for place in range(len(instance.shifts))
        if place not in found.taken
    )


def _empty(instance: Instance, found: Found, place: int) -> Empty:
    obstacles = (
        Obstacle(person=person.handle, why=why)
        for who, person in enumerate(instance.people)
        if (why := _why(instance, found, place, who)) is not None
    )
    return Empty(shift=instance.shifts[place], obstacles=tuple(obstacles))


def _why(instance: Instance, found: Found, place: int, who: int) -> Why | None:
    """Return what keeps her from it; None only where the solver had to stop early."""
    person, shift = instance.people[who], instance.shifts[place]
    always = barred(person, shift)
    if always not in (None, Why.BUSY):
        return always
    hers = [other for other, owner in found.taken.items() if owner == who]
    if _is_full(instance, person, place, hers):
        return Why.WEEK_IS_FULL
    # Another duty can be given away more easily than the rest between two shifts.
    return _beside(person, shift, [instance.shifts[one] for one in hers]) or always


def _beside(person: Person, shift: Shift, hers: list[Shift]) -> Why | None:
    if any(one.time.is_near(shift.time, NO_REST) for one in hers):
        return Why.ON_SHIFT
    if any(one.time.is_near(shift.time, person.rest) for one in hers):
        return Why.RESTING
    return None


def _is_full(instance: Instance, person: Person, place: int, hers: list[int]) -> bool:
    week = instance.weeks[place]
    count = sum(instance.weeks[one] == week for one in hers)
    return person.most_a_week is not None and count >= person.most_a_week
