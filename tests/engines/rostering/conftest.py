"""Four weeks of eight-hour shifts, and people who take them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from payung.engines.rostering import Person, Shift, Stretch


MONDAY = datetime(2026, 11, 23, tzinfo=UTC)


def stretch(day: int, hour: int, hours: int = 8) -> Stretch:
    start = MONDAY + timedelta(days=day, hours=hour)
    return Stretch(start=start, end=start + timedelta(hours=hours))


def shift(day: int, hour: int, *, weight: int = 1) -> Shift:
    return Shift(
        id=f"{day:02}-{hour:02}",
        time=stretch(day, hour),
        duty="attorney",
        weight=weight,
    )


def four_weeks() -> list[Shift]:
    """Return 84 shifts: three a day, the one by night counted twice."""
    return [
        shift(day, hour, weight=2 if hour == 16 else 1)
        for day in range(28)
        for hour in (0, 8, 16)
    ]


def attorney(
    handle: str, *, a_week: int | None = 6, away: tuple[Stretch, ...] = ()
) -> Person:
    return Person(
        handle=handle,
        duties=frozenset({"attorney"}),
        most_a_week=a_week,
        away=away,
    )


def panel(count: int, *, unavailable: float = 0.0, seed: int = 0) -> list[Person]:
    """Return attorneys who cannot take each shift with this chance, each for itself."""
    chance = random.Random(seed)
    return [
        attorney(
            f"attorney {number}",
            away=tuple(
                each.time for each in four_weeks() if chance.random() < unavailable
            ),
        )
        for number in range(count)
    ]
