"""How the phones of one country were answered in tests: by whom, when, how often."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from payung.programme.alerts.ways import ways_of
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.roles import Role

from . import access
from .models import Drill, DutyKind
from .proofs import Reach, lapse_of, reach_of


LOOKED_BACK = timedelta(weeks=4)
SEE_TESTS = (Role.COORDINATOR, Role.OFFICER)


@dataclass(frozen=True, kw_only=True, slots=True)
class PhoneLine:
    """One person: when she last answered, and her tests of the last four weeks.

    `ago` is None where she never did; `no_phone` where there is no way to reach her.
    """

    person: str
    ago: timedelta | None
    sure: bool
    passed: int
    missed: int
    waiting: int
    no_phone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PhonesPage:
    """Everybody who may be on call, and for how long an answer counts."""

    lines: tuple[PhoneLine, ...]
    counts_for: timedelta
    passed: int
    decided: int


def may_see_tests(actor: Actor) -> bool:
    """Return whether she sees how everybody's phone was answered."""
    return actor.has(*SEE_TESTS)


def phones_page(country: str, *, at: datetime) -> PhonesPage:
    """Return how the phones of a country were answered in the last four weeks."""
    people = _people(country)
    handles = [person.handle for person in people]
    reach, ways = reach_of(handles, at), ways_of(handles)
    counted = _counted(country, at)
    lines = tuple(
        _line(reach[who], counted, at, no_phone=not ways[who]) for who in handles
    )
    passed = sum(line.passed for line in lines)
    return PhonesPage(
        lines=lines,
        counts_for=lapse_of(country),
        passed=passed,
        decided=passed + sum(line.missed for line in lines),
    )


def _line(
    reach: Reach,
    counted: Counter[tuple[str, bool | None]],
    at: datetime,
    *,
    no_phone: bool,
) -> PhoneLine:
    return PhoneLine(
        person=reach.person,
        ago=None if reach.last_at is None else at - reach.last_at,
        sure=reach.proven,
        passed=counted[reach.person, True],
        missed=counted[reach.person, False],
        waiting=counted[reach.person, None],
        no_phone=no_phone,
    )


def _people(country: str) -> list[Person]:
    found = {
        person.pk: person
        for duty in DutyKind
        for person in access.could_do(country, duty)
    }
    return sorted(found.values(), key=lambda person: person.handle)


def _counted(country: str, at: datetime) -> Counter[tuple[str, bool | None]]:
    rows = Drill.objects.filter(
        country=country, asked_at__gte=at - LOOKED_BACK, asked_at__lte=at
    )
    return Counter(rows.values_list("person__handle", "passed"))
