"""The sum that anybody can check: what people give, against what is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from ._instance import WEEK, Instance, Person, Shift, instance_of
from ._rules import open_to


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """People x shifts a week x weeks, less what leave takes, beside what is needed.

    `a_week` is None where people give different numbers or one of them has no limit;
    `have` is then still the sum of what each could give. `away` are the shifts that are
    lost to leave and other duties.
    """

    people: int
    a_week: int | None
    weeks: int
    away: int
    have: int
    need: int

    @property
    def suffices(self) -> bool:
        """Return whether the sum allows a roster; rest may still forbid it."""
        return self.have >= self.need

    def sentence(self, who: str = "people") -> str:
        """Return the sum as one line, such as "3 people x 6 shifts x 4 weeks = 72 < 84"."""
        sign = ">=" if self.suffices else "<"
        if self.a_week is None:
            return f"{self.people} {who} can take {self.have} {sign} {self.need}"
        lost = f" - {self.away} of leave" if self.away else ""
        return (
            f"{self.people} {who} x {self.a_week} shifts x {self.weeks} weeks{lost}"
            f" = {self.have} {sign} {self.need}"
        )


def sum_of(
    shifts: Iterable[Shift], people: Iterable[Person], *, begins: datetime | None = None
) -> Sum:
    """Return the sum for a roster that was not filled yet; as `fill` asks for it."""
    return total_of(instance_of(shifts, people, begins))


def total_of(instance: Instance) -> Sum:
    """Return the sum over the whole roster: no roster fills more than `have`."""
    # What is given already could as well be another's: it is the panel that is counted.
    loose = replace(
        instance, shifts=tuple(replace(one, given_to="") for one in instance.shifts)
    )
    weeks = _weeks(instance)
    limits = {person.most_a_week for person in instance.people}
    same = limits.pop() if len(limits) == 1 else None
    have = sum(_could(loose, person) for person in instance.people)
    people = len(instance.people)
    whole = people * same * weeks if same is not None else have
    return Sum(
        people=people,
        a_week=same,
        weeks=weeks,
        away=max(whole - have, 0),
        have=have,
        need=len(instance.shifts),
    )


def people_at_least(instance: Instance, a_week: int | None) -> int:
    """Return a number of people below which no roster exists: per week and per moment."""
    needs = [_at_once(instance)]
    if a_week:
        needs += [-(-count // a_week) for count in Counter(instance.weeks).values()]
    return max(needs)


def _could(instance: Instance, person: Person) -> int:
    """Return how many shifts she could take at most, were each for itself."""
    weeks = Counter(instance.weeks[place] for place in open_to(instance, person))
    if person.most_a_week is None:
        return sum(weeks.values())
    return sum(min(count, person.most_a_week) for count in weeks.values())


def _weeks(instance: Instance) -> int:
    if not instance.shifts:
        return 0
    ends = max(shift.time.end for shift in instance.shifts)
    return -(-(ends - instance.begins) // WEEK)


def _at_once(instance: Instance) -> int:
    """Return how many shifts run at one moment at most."""
    times = [shift.time for shift in instance.shifts]
    starts = {time.start for time in times}
    return max(
        (sum(time.start <= at < time.end for time in times) for at in starts), default=0
    )
