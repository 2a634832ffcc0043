"""Who may take which shift, and which shifts exclude one another for one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from ._instance import Instance, Person, Shift


NO_REST = timedelta(0)


class Why(StrEnum):
    """What keeps one person from one shift."""

    NOT_HERS = "not_hers"  # she does not do this duty, or it is given to another
    LANGUAGE = "language"
    AWAY = "away"
    BUSY = "busy"  # she has another duty then
    ON_SHIFT = "on_shift"  # she has another shift of this roster at that time
    RESTING = "resting"  # another shift of hers is too near
    WEEK_IS_FULL = "week_is_full"


def barred(person: Person, shift: Shift) -> Why | None:
    """Return what keeps her from this shift whatever else she has, None for nothing."""
    if shift.duty not in person.duties or shift.given_to not in ("", person.handle):
        return Why.NOT_HERS
    if shift.language and shift.language not in person.languages:
        return Why.LANGUAGE
    if any(away.is_near(shift.time, NO_REST) for away in person.away):
        return Why.AWAY
    if any(busy.is_near(shift.time, NO_REST) for busy in person.busy):
        return Why.BUSY
    return None


def open_to(instance: Instance, person: Person) -> tuple[int, ...]:
    """Return the places of the shifts that she could take, each for itself."""
    shifts = enumerate(instance.shifts)
    return tuple(place for place, shift in shifts if barred(person, shift) is None)


def too_near(
    instance: Instance, person: Person, places: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    """Yield groups of shifts of which she can take one at most.

    Stretched by her rest, shifts are intervals; two exclude one another where these
    overlap, so all that hold one moment exclude one another, and those moments at which
    a shift begins are enough.
    """
    running: list[int] = []
    found: set[tuple[int, ...]] = set()
    for place in places:
        start = instance.shifts[place].time.start
        running = [
            one
            for one in running
            if instance.shifts[one].time.end + person.rest > start
        ]
        running.append(place)
        if len(running) > 1:
            found.add(tuple(running))
    kept = {one for one in found if not any(set(one) < set(two) for two in found)}
    yield from sorted(kept)


def by_week(
    instance: Instance, person: Person, places: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the shifts of each week that could be more than she gives, and how many."""
    if person.most_a_week is None:
        return
    for week in sorted({instance.weeks[place] for place in places}):
        hers = tuple(place for place in places if instance.weeks[place] == week)
        if len(hers) > person.most_a_week:
            yield hers, person.most_a_week


def keeps_rules(instance: Instance, person: Person, places: tuple[int, ...]) -> bool:
    """Return whether she may have all of these shifts together."""
    return (
        all(barred(person, instance.shifts[place]) is None for place in places)
        and not any(too_near(instance, person, places))
        and not any(by_week(instance, person, places))
    )
