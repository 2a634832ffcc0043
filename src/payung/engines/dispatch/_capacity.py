"""Whether a panel can fill a roster at all, before anybody tries: a counting bound."""

from __future__ import annotations

from dataclasses import dataclass


class NothingToCount(ValueError):
    """A number of people, shifts or weeks is below nought."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    """What can be given, what is needed, and the sum as a sentence.

    Where `suffices` is false no roster exists, whoever makes it. Where it is true one
    may still not exist: leave and rest can forbid it.
    """

    capacity: int
    demand: int
    suffices: bool
    reason: str
    people_needed: int


def capacity_certificate(
    *,
    who: str,
    people: int,
    shifts_a_week: int,
    weeks: int,
    demand: int,
    away: int = 0,
) -> Certificate:
    """Return the bound: people x shifts x weeks, less the shifts lost to leave.

    `who` is the plural noun of the sentence, `demand` the shifts to be filled, `away`
    the shifts that known leave takes. Raise NothingToCount for numbers below nought.
    """
    if min(people, shifts_a_week, weeks, demand, away) < 0:
        raise NothingToCount("People, shifts, weeks and leave cannot be below nought.")
    each = shifts_a_week * weeks
    capacity = max(people * each - away, 0)
    suffices = capacity >= demand
    lost = f" - {away} of leave" if away else ""
    sign = ">=" if suffices else "<"
    return Certificate(
        capacity=capacity,
        demand=demand,
        suffices=suffices,
        reason=f"{people} {who} x {shifts_a_week} shifts x {weeks} weeks{lost}"
        f" = {capacity} {sign} {demand}",
        people_needed=_people(demand + away, each),
    )


def _people(shifts: int, each: int) -> int:
    """Return the fewest people whose shifts suffice; 0 where nobody gives any."""
    return -(-shifts // each) if each else 0
