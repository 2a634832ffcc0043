"""When somebody is reminded of a date at court: the evening before, in the morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


# By the clock of the court's place. In the evening there is still time to find another.
EVENING = time(18)
MORNING = time(6, 30)
# Then it should be over; what became of it is still to be written down.
AFTERWARDS = timedelta(hours=8)


class ReminderKind(StrEnum):
    """Which of the reminders."""

    EVENING = "evening"
    MORNING = "morning"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder:
    """One reminder and its moment (aware)."""

    kind: ReminderKind
    moment: datetime


def reminders(hearing_at: datetime, zone: ZoneInfo) -> tuple[Reminder, ...]:
    """Return the reminders of a date at court, in order; the morning only before it."""
    day = hearing_at.astimezone(zone).date()
    evening = datetime.combine(day - timedelta(days=1), EVENING, zone)
    morning = datetime.combine(day, MORNING, zone)
    found = [Reminder(kind=ReminderKind.EVENING, moment=evening)]
    if morning < hearing_at:
        found.append(Reminder(kind=ReminderKind.MORNING, moment=morning))
    late = hearing_at + AFTERWARDS
    found.append(Reminder(kind=ReminderKind.AFTERWARDS, moment=late))
    return tuple(found)


def next_reminder(
    hearing_at: datetime, zone: ZoneInfo, *, after: datetime
) -> Reminder | None:
    """Return the first reminder later than `after`, or None where all are past."""
    later = (one for one in reminders(hearing_at, zone) if one.moment > after)
    return next(later, None)
