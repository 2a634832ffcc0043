"""Twelve invented months of the programme: rooms, courses, visits, circles, meetings."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from payung.programme.people.founding import Founded
from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of
from payung.web.demo import (
    advocacy,
    circles,
    duty_year,
    learning,
    lessons,
    line_year,
    objectives,
    outreach,
    plans,
    safe_spaces,
)


MONTHS = 12
# Cards are given in the rooms; plans count in what the others held; numbers come last.
IN_ORDER = (
    safe_spaces,
    learning,
    outreach,
    circles,
    advocacy,
    lessons,
    plans,
    objectives,
)


def the_line(
    founded: Founded,
    handles: tuple[str, ...],
    *,
    at: datetime,
    scale: float,
    seed: int,
) -> None:
    """Fill rosters and calls of the same months, up to the roster that runs at `at`.

    Call it when the line is open and before the night that is lived call by call.
    """
    country = founded.actor.country
    today = at.astimezone(pack_of(country).zone()).date()
    start = today.replace(year=today.year - 1, day=1)
    chance = random.Random(f"{seed} {country} line")  # noqa: S311 - invented data
    known = {p.handle: p for p in Person.objects.filter(handle__in=handles)}
    turns = duty_year.demo_year(
        office=founded,
        people=[known[handle] for handle in handles],
        rng=chance,
        start=start,
        ends=today - timedelta(days=1),
    )
    line_year.demo_year(
        office=founded,
        turns=turns,
        rng=chance,
        start=start,
        months=MONTHS + 1,
        scale=scale,
        until=at,
    )


def the_year(founded: Founded, *, at: datetime, scale: float, seed: int) -> None:
    """Fill the twelve whole months before this one, and this one up to now.

    `scale` 1.0 is a busy team. What lies after `at` stands planned.
    """
    country = founded.actor.country
    today = at.astimezone(pack_of(country).zone()).date()
    start = today.replace(year=today.year - 1, day=1)
    chance = random.Random(f"{seed} {country} year")  # noqa: S311 - invented data
    for part in IN_ORDER:
        part.demo_year(
            office=founded,
            rng=chance,
            start=start,
            months=MONTHS + 1,
            scale=scale,
            until=at,
        )
    circles.begin_next(office=founded, at=at)
    plans.begin_next(office=founded, at=at)
