"""What is aimed at in the invented year, and the numbers as they were taken in it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from payung.engines.indicators import Length, Period, period_on
from payung.programme.findings.periods import shifted
from payung.programme.objectives.actions import (
    Aim,
    set_baseline,
    set_target,
    write_words,
)
from payung.programme.objectives.due_days import lock_of
from payung.programme.objectives.locks import lock, revise
from payung.programme.objectives.models import IndicatorSnapshot
from payung.programme.objectives.releasing import release
from payung.programme.objectives.score_models import ScoredArea
from payung.programme.objectives.scores.keeping import (
    NewScores,
    Scored,
    keep_scores,
)
from payung.programme.objectives.taking import take
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.programme.safe_spaces.codes import Reason, Status
from payung.programme.safe_spaces.models import OpeningDay
from payung.programme.safe_spaces.sites import say_day
from payung.web.demo.donor_reports import (
    Reporting,
    leave_open,
    reporting_of,
    write_again,
    write_first,
)
from payung.web.demo.ends import end_of


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
# What the partners think of the areas, why, and where it can be seen.
SCORED = {
    ScoredArea.LITERACY: (
        3.0,
        "Courses in every room; few in the mountains.",
        "https://example.org/courses",
    ),
    ScoredArea.SERVICES: (
        2.5,
        "A lawyer each month; none at night.",
        "https://example.org/lawyers",
    ),
    ScoredArea.POLICE: (
        2.0,
        "Half of the stations were met.",
        "https://example.org/meetings",
    ),
    ScoredArea.STIGMA: (
        1.5,
        "Two health posts changed how they ask.",
        "https://example.org/posts",
    ),
    ScoredArea.REFORM: (1.0, "A draft was read; nothing was signed.", ""),
}
# So long after a quarter has locked somebody remembers a day.
LATE = timedelta(days=5)
WORDS = (
    "The bridge was flooded for a week, and the key was on the other side.",
    "Two people hold a key now.",
)


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Aim, and take the numbers of so many months; call it after all other apps.

    Each quarter is taken soon after its end, and once more when it locks; the one that
    runs at `until`, or at the end of the months, as it is then. The last whole quarter
    has its donor report. `rng` and `scale` change nothing: what was recorded decides.
    """
    del rng, scale
    first, zone = start.replace(day=1), pack_of(office.actor.country).zone()
    ends = end_of(first, months, zone, until)
    reporting = reporting_of(office, ends)
    for period in _periods(first, months, Length.QUARTER):
        _aim(office, period)
        _take(office, period, ends, reporting)
    for period in _periods(first, months, Length.YEAR):
        _score(office, period, ends)
    for length in (Length.HALF, Length.YEAR):
        for period in _periods(first, months, length):
            _aim(office, period)
            _take_once(office, period, ends)
    _words(office, ends)
    leave_open(reporting, at=ends)


def _periods(first: date, months: int, length: Length) -> Iterator[Period]:
    yield from dict.fromkeys(
        period_on(shifted(first, n), length) for n in range(months)
    )


def _score(office: Founded, year: Period, until: datetime) -> None:
    """Let the partners score a year when it ends, or the one that runs as it is."""
    at = min(year.ends_at(pack_of(office.actor.country).zone()), until)
    keep_scores(
        actor=office.actor,
        new=NewScores(
            key=uuid5(NAMESPACE_URL, f"{office.actor.country} {year}"),
            year=year.year,
            areas={
                area: Scored(score=score, reason=reason, evidence=evidence)
                for area, (score, reason, evidence) in SCORED.items()
            },
        ),
        at=at - timedelta(hours=1),
    )


def _take_once(office: Founded, period: Period, until: datetime) -> None:
    """Take what is longer than a quarter: when it locks, or as it is now."""
    country = office.actor.country
    due = lock_of(country, period, at=until)
    if due.locks_at <= until:
        lock(actor=office.actor, due=due, at=due.locks_at)
    else:
        take(actor=office.actor, country=country, period=period, at=until)


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
        if period.number == 1 and period.length is Length.QUARTER:
            was = Aim(
                indicator=code,
                period=str(period.shifted(-4)),
                value=before,
                because="Asked of the partners before we began",
            )
            set_baseline(actor=office.actor, aim=was, at=at)


def _take(
    office: Founded, period: Period, until: datetime, reporting: Reporting
) -> None:
    country = office.actor.country
    ends = period.ends_at(pack_of(country).zone())
    soon = min(ends + timedelta(days=5), until)
    take(actor=office.actor, country=country, period=period, at=soon)
    reported = period == reporting.period
    if reported:
        write_first(reporting)
    due = lock_of(country, period, at=soon)
    if due.locks_at <= until:
        lock(actor=office.actor, due=due, at=due.locks_at)
        release(actor=office.actor, country=country, period=period, at=due.locks_at)
        due.released_at = due.locks_at
        due.save(update_fields=["released_at"])
        if reported:
            write_again(reporting, at=min(due.locks_at + timedelta(hours=10), until))
            if _correct_a_day(office, period, due.locks_at + LATE, until):
                revise(actor=office.actor, locked=due, at=due.locks_at + LATE)


def _correct_a_day(
    office: Founded, period: Period, at: datetime, until: datetime
) -> bool:
    """Let somebody say late that a room was closed on a day: numbers sent are revised."""
    days = OpeningDay.objects.filter(
        site__country=office.actor.country,
        day__range=(period.first_day, period.last_day),
        status=Status.OPEN,
    )
    row = days.select_related("site__team").order_by("day").last()
    if row is None or at > until:
        return False
    say_day(
        actor=office.actor,
        site=row.site,
        day=row.day,
        status=Status.CLOSED,
        reason=Reason.STAFF,
        at=at,
    )
    return True


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
