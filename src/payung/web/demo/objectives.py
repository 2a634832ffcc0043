"""What is aimed at in the invented year, and the numbers as they were taken in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from payung.engines.indicators import Length, Period, period_on
from payung.programme.findings.periods import shifted
from payung.programme.objectives.actions import (
    Aim,
    set_baseline,
    set_target,
    write_words,
)
from payung.programme.objectives.locks import lock_of
from payung.programme.objectives.models import IndicatorSnapshot
from payung.programme.objectives.releasing import release
from payung.programme.objectives.taking import take
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of


# What is aimed at, and what it was before the work began.
AIMS = {
    "KYR_GAIN": (0.5, 0.3),
    "KYR_PASS": (0.8, 0.55),
    "OUT_PLAN": (0.85, 0.6),
    "SS_OPEN": (0.9, 0.7),
    "LAW_MEET": (1.0, 0.5),
    "VIO_COMPLETE": (0.8, 0.4),
    "FGD_HELD": (0.9, 0.5),
    "FGD_LOOP": (0.7, 0.3),
    "ADV_MEET": (0.8, 0.5),
    "COM_KEPT": (0.6, 0.2),
    "H_ANSWER": (0.9, 0.6),
    "R_ATTY": (1.0, 0.7),
}
WORDS = (
    "The bridge was flooded for a week, and the key was on the other side.",
    "Two people hold a key now.",
)


def demo_year(
    *, office: Founded, rng: random.Random, start: date, months: int, scale: float
) -> None:
    """Aim, and take the numbers of so many months; call it after all other apps.

    Each quarter is taken soon after its end, and once more when it locks. `rng` and
    `scale` change nothing: what was recorded decides.
    """
    del rng, scale
    first = start.replace(day=1)
    until = _moment(office, shifted(first, months))
    for period in _quarters(first, months):
        _aim(office, period)
        _take(office, period, until)
    _words(office, until)


def _quarters(first: date, months: int) -> Iterator[Period]:
    found = dict.fromkeys(
        period_on(shifted(first, n), Length.QUARTER) for n in range(months)
    )
    yield from found


def _aim(office: Founded, period: Period) -> None:
    at = _moment(office, period.first_day)
    for code, (aimed, before) in AIMS.items():
        aim = Aim(
            indicator=code,
            period=str(period),
            value=aimed,
            because="Agreed with the community",
        )
        set_target(actor=office.actor, aim=aim, at=at)
        if period.number == 1:
            was = Aim(
                indicator=code,
                period=str(period.shifted(-4)),
                value=before,
                because="Asked of the partners before we began",
            )
            set_baseline(actor=office.actor, aim=was, at=at)


def _take(office: Founded, period: Period, until: datetime) -> None:
    country = office.actor.country
    ends = period.ends_at(pack_of(country).zone())
    soon = min(ends + timedelta(days=5), until)
    take(actor=office.actor, country=country, period=period, at=soon)
    locks_at = lock_of(country, period, at=soon).locks_at
    if locks_at <= until:
        take(actor=office.actor, country=country, period=period, at=locks_at)
        release(actor=office.actor, country=country, period=period, at=locks_at)


def _words(office: Founded, until: datetime) -> None:
    rows = IndicatorSnapshot.objects.filter(
        country=office.actor.country, indicator="SS_OPEN", part=""
    )
    row = rows.order_by("-period", "-number").first()
    if row is not None:
        why, what = WORDS
        write_words(
            actor=office.actor, snapshot=row, why=why, what_we_do=what, at=until
        )


def _moment(office: Founded, day: date) -> datetime:
    zone = pack_of(office.actor.country).zone()
    return datetime(day.year, day.month, day.day, 9, tzinfo=zone)
