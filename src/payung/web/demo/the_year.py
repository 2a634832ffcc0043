"""Twelve invented months of the programme: rooms, courses, visits, circles, meetings."""

from __future__ import annotations

import random
from datetime import datetime

from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.web.demo import (
    advocacy,
    circles,
    learning,
    objectives,
    outreach,
    plans,
    safe_spaces,
)


MONTHS = 12
# Cards are given in the rooms; plans count in what the others held; numbers come last.
IN_ORDER = (safe_spaces, learning, outreach, circles, advocacy, plans, objectives)


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
