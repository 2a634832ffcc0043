"""Who is asked to go instead, and when: calmly while there is time, then by the ladder.

Weeks before, whoever is on standby is written to at once, and nobody else at night. On
the last day the ladder of alerts takes over, which
rings until somebody has said yes. Those who coordinate hear of it on the evening before
and in the morning, whatever else happens. It never ends by itself before the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ._reminders import ReminderKind, reminders


# From here on somebody is rung, not only written to.
LAST_STRETCH = timedelta(hours=24)
DAY_BEGINS, DAY_ENDS = time(8), time(20)


class Ask(StrEnum):
    """Who is asked or told."""

    STANDBY = "standby"
    PANEL = "panel"
    COORDINATOR = "coordinator"
    REGIONAL = "regional"
    # The ladder of alerts: it rings and climbs by itself.
    LADDER = "ladder"


# How long each waits for an answer; the last comes round again.
CALM = (
    ((Ask.STANDBY,), timedelta(hours=3)),
    ((Ask.PANEL,), timedelta(hours=12)),
    ((Ask.PANEL, Ask.COORDINATOR), timedelta(hours=24)),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Who is asked now, and when the next is due (aware). `rung` counts the calm asks."""

    rung: int
    asked: tuple[Ask, ...]
    due_at: datetime


def first_ask(hearing_at: datetime, zone: ZoneInfo, *, at: datetime) -> Asking:
    """Return who is asked first when somebody says that she cannot come."""
    return next_ask(0, hearing_at, zone, at=at)


def next_ask(
    rung: int, hearing_at: datetime, zone: ZoneInfo, *, at: datetime
) -> Asking:
    """Return who is asked at this moment, and when the next is due.

    Whoever was to be told at a fixed moment that has come is told, even if the machine
    was off at that moment.
    """
    if hearing_at - at <= LAST_STRETCH:
        told = _told_by_now(hearing_at, zone, at)
        due_at = min(at + timedelta(hours=1), hearing_at)
        fixed = _next_fixed(hearing_at, zone, at)
        return Asking(
            rung=rung,
            asked=(Ask.LADDER, *told),
            due_at=min(due_at, fixed) if fixed else max(due_at, at),
        )
    if not _is_day(at, zone) and rung > 0:
        due_at = _in_daytime(at, zone, hearing_at)
        return Asking(rung=rung, asked=(), due_at=due_at)
    asked, wait = CALM[min(rung, len(CALM) - 1)]
    due_at = min(at + wait, hearing_at - LAST_STRETCH)
    return Asking(
        rung=rung + 1, asked=asked, due_at=_in_daytime(due_at, zone, hearing_at)
    )


def _told_by_now(hearing_at: datetime, zone: ZoneInfo, at: datetime) -> tuple[Ask, ...]:
    """Return who has to know by now, the morning's circle wider than the evening's."""
    passed = {one.kind for one in reminders(hearing_at, zone) if one.moment <= at}
    if ReminderKind.MORNING in passed:
        return (Ask.COORDINATOR, Ask.REGIONAL)
    return (Ask.COORDINATOR,) if ReminderKind.EVENING in passed else ()


def _next_fixed(hearing_at: datetime, zone: ZoneInfo, at: datetime) -> datetime | None:
    fixed = [one.moment for one in reminders(hearing_at, zone)]
    return min((m for m in fixed if at < m <= hearing_at), default=None)


def _is_day(at: datetime, zone: ZoneInfo) -> bool:
    return DAY_BEGINS <= at.astimezone(zone).time() < DAY_ENDS


def _next_day(at: datetime, zone: ZoneInfo) -> datetime:
    local = at.astimezone(zone)
    ahead = 0 if local.time() < DAY_BEGINS else 1
    return datetime.combine(local.date() + timedelta(days=ahead), DAY_BEGINS, zone)


def _in_daytime(due_at: datetime, zone: ZoneInfo, hearing_at: datetime) -> datetime:
    """Return the moment, or the next morning; never later than the last stretch."""
    if _is_day(due_at, zone):
        return due_at
    return min(_next_day(due_at, zone), hearing_at - LAST_STRETCH)
