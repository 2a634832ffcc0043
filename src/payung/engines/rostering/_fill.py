"""Fill a roster: `fill(shifts, people) -> Certified | Refused`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from ._answers import Assignment, Certified, Load, Refused
from ._instance import Instance, Person, Shift, instance_of
from ._model import Found, fairest, fewest_empty
from ._reasons import empties_of
from ._rules import keeps_rules, open_to
from ._sums import people_at_least, total_of


# So many more than the sums say are tried; beyond that it is not people that lack.
MORE_PEOPLE = 6
# What somebody gives where nobody is there yet who could be taken as an example.
DEFAULT_A_WEEK: int | None = 6
DEFAULT_REST = timedelta(hours=8)

Usual = TypeVar("Usual")


@dataclass(frozen=True, kw_only=True, slots=True)
class Effort:
    """How hard the solver tries, in its own steps: the same on every machine.

    One is about a second of a small server; the answer does not depend on how fast it
    is. `people` is spent for each number of people that is tried.
    """

    fewest: float = 0.2
    fairest: float = 0.2
    people: float = 0.05


EFFORT = Effort()


def fill(
    shifts: Iterable[Shift],
    people: Iterable[Person],
    *,
    begins: datetime | None = None,
    effort: Effort = EFFORT,
) -> Certified | Refused:
    """Return a roster without empty shifts and with a fair load, or why there is none.

    Weeks are counted from `begins`, the first shift where it is not given. Raise
    NamedTwice or UnknownPerson for names that do not fit.
    """
    instance = instance_of(shifts, people, begins)
    given = _as_given(instance)
    if given is not None:
        return _certified(instance, given)
    first = fewest_empty(instance, effort.fewest)
    if len(first.taken) < len(instance.shifts):
        return _refused(instance, first, effort)
    return _certified(instance, fairest(instance, first, effort.fairest))


def _as_given(instance: Instance) -> Found | None:
    """Return the roster in which every shift is given already, where it keeps all rules.

    There is then nothing to choose: an edit of a whole roster needs no solver.
    """
    names = {person.handle: who for who, person in enumerate(instance.people)}
    taken = {
        place: names[shift.given_to]
        for place, shift in enumerate(instance.shifts)
        if shift.given_to
    }
    if len(taken) < len(instance.shifts):
        return None
    for who, person in enumerate(instance.people):
        hers = tuple(place for place, owner in taken.items() if owner == who)
        if not keeps_rules(instance, person, hers):
            return None
    return Found(taken=taken, proven=True)


def _certified(instance: Instance, found: Found) -> Certified:
    loads = _loads(instance, found)
    able = {one.handle for one in instance.people if open_to(instance, one)}
    points = [load.points for load in loads if load.person in able] or [0]
    return Certified(
        assignments=_assignments(instance, found),
        loads=loads,
        spread=max(points) - min(points),
        is_fairest=found.proven,
    )


def _refused(instance: Instance, found: Found, effort: Effort) -> Refused:
    return Refused(
        empty=empties_of(instance, found),
        assignments=_assignments(instance, found),
        total=total_of(instance),
        is_fewest=found.proven,
        people_needed=_people_needed(instance, effort),
    )


def _assignments(instance: Instance, found: Found) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(shift=instance.shifts[place].id, person=instance.people[who].handle)
        for place, who in sorted(found.taken.items())
    )


def _loads(instance: Instance, found: Found) -> tuple[Load, ...]:
    count: Counter[int] = Counter(found.taken.values())
    points: Counter[int] = Counter()
    for place, who in found.taken.items():
        points[who] += instance.shifts[place].weight
    loads = [
        Load(person=person.handle, shifts=count[who], points=points[who])
        for who, person in enumerate(instance.people)
    ]
    return tuple(sorted(loads, key=lambda load: (-load.points, load.person)))


def _people_needed(instance: Instance, effort: Effort) -> int | None:
    """Return how many people would be enough, were those who come like those here.

    They are tried one by one: sums alone say too few where rest and leave matter. What
    is planned already may then be given out anew.
    """
    like, here = _like_the_others(instance), len(instance.people)
    if like.most_a_week == 0:
        return None
    loose = _given_free(instance)
    least = max(people_at_least(instance, like.most_a_week), here + 1)
    for number in range(least, least + MORE_PEOPLE):
        newcomers = [
            replace(like, handle=f"{like.handle}{nth}") for nth in range(number - here)
        ]
        wider = replace(loose, people=(*instance.people, *newcomers))
        if len(fewest_empty(wider, effort.people).taken) == len(instance.shifts):
            return number
    return None


def _given_free(instance: Instance) -> Instance:
    """Return the same with every shift open to everybody, whoever has it already."""
    shifts = tuple(replace(shift, given_to="") for shift in instance.shifts)
    return replace(instance, shifts=shifts)


def _like_the_others(instance: Instance) -> Person:
    """Return somebody who gives what most here give, and is never away."""
    limits = Counter(person.most_a_week for person in instance.people)
    rests = Counter(person.rest for person in instance.people)
    return Person(
        handle="newcomer ",
        duties=frozenset(shift.duty for shift in instance.shifts),
        languages=frozenset(shift.language for shift in instance.shifts),
        most_a_week=_usual(limits, DEFAULT_A_WEEK),
        rest=_usual(rests, DEFAULT_REST),
    )


def _usual(counted: Counter[Usual], otherwise: Usual) -> Usual:
    """Return what most say; what the first said where as many say something else."""
    return counted.most_common(1)[0][0] if counted else otherwise
