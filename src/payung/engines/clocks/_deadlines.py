"""When a limit runs out, how long is left, and what to call that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from ._days import ONE_DAY, LocalCalendar, last_day
from ._law import COUNTED, Clock, Status, Unit, Value, value_or_refuse
from ._moments import in_utc
from ._pauses import Pause, not_counted


SOON = timedelta(hours=6)


class State(StrEnum):
    """What a clock looks like to a person."""

    RUNNING = "running"
    SOON = "soon"
    OVER = "over"
    STOPPED = "stopped"


class ClockRunsBackwards(ValueError):
    """What stops the clock is said to be earlier than what started it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """The moment a limit runs out, in the country's zone, and the value it rests on.

    `moment` is None where the law names no time (on request, a rule).
    `last_day` is set where days are counted; `moment` is then the midnight ending it.
    `longest_moment` is the moment with every lawful extension.
    """

    clock: Clock
    value: Value
    started_at: datetime
    moment: datetime | None
    last_day: date | None = None
    longest_moment: datetime | None = None

    @property
    def enforceable(self) -> bool:
        """Whether it may be shown as law: in force, or was so when it started."""
        return self.value.binding

    @property
    def suspended_since(self) -> date | None:
        """The day the law was set aside: still counted, never shown as enforceable."""
        return self.value.from_on if self.suspended else None

    @property
    def suspended(self) -> bool:
        """Whether the limit is only counted as evidence."""
        return self.value.status is Status.SUSPENDED


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadlineRange:
    """The deadlines of a clock whose start is known only roughly."""

    earliest: Deadline
    latest: Deadline


def deadline(
    clock: Clock,
    *,
    started_at: datetime,
    calendar: LocalCalendar,
    pauses: Iterable[Pause] = (),
) -> Deadline:
    """Return when the limit runs out, by the value that stood on the local day it began.

    Raises NoValueInForce, NaiveMoment, OverlappingPauses or PauseRunsBackwards.
    """
    start = in_utc(started_at, called="The start")
    value = value_or_refuse(clock, calendar.day_of(start))
    spans = not_counted(pauses, clock.not_counted)
    moment, day = _runs_out(value, value.limit, start, spans, calendar)
    longest, _ = _runs_out(value, value.longest, start, spans, calendar)
    return Deadline(
        clock=clock,
        value=value,
        started_at=start.astimezone(calendar.zone),
        moment=start.astimezone(calendar.zone)
        if value.unit is Unit.IMMEDIATE
        else moment,
        last_day=day,
        longest_moment=longest,
    )


def deadline_between(
    clock: Clock,
    *,
    earliest: datetime,
    latest: datetime,
    calendar: LocalCalendar,
    pauses: Iterable[Pause] = (),
) -> DeadlineRange:
    """Return the first and the last possible deadline when the start is not known."""
    if latest < earliest:
        raise ClockRunsBackwards(
            f"The latest possible start ({latest:%d %b %Y %H:%M}) is before the "
            f"earliest ({earliest:%d %b %Y %H:%M}). Exchange them or correct one."
        )
    spans = tuple(pauses)
    return DeadlineRange(
        earliest=deadline(clock, started_at=earliest, calendar=calendar, pauses=spans),
        latest=deadline(clock, started_at=latest, calendar=calendar, pauses=spans),
    )


def remaining(due: Deadline, *, at: datetime) -> timedelta | None:
    """Return the time left at that moment, below zero when over, None without a limit."""
    if due.moment is None:
        return None
    return in_utc(due.moment, called="The deadline") - in_utc(at, called="Now")


def state(due: Deadline, *, at: datetime, stopped_at: datetime | None = None) -> State:
    """Return what to call the clock at that moment; raise ClockRunsBackwards."""
    if stopped_at is not None:
        refuse_backwards(due, stopped_at)
        return State.STOPPED
    left = remaining(due, at=at)
    if left is None:
        return State.RUNNING
    # "At once" has no number, so the engine says it is due and never that it is late.
    if due.value.unit is Unit.IMMEDIATE:
        return State.SOON
    if left < timedelta(0):
        return State.OVER
    return State.SOON if left < SOON else State.RUNNING


def kept(due: Deadline, *, stopped_at: datetime) -> bool | None:
    """Return whether the stop came in time; None where the law names no number.

    The exact end still counts as in time; one minute later does not.
    """
    refuse_backwards(due, stopped_at)
    if due.moment is None or due.value.unit is Unit.IMMEDIATE:
        return None
    return in_utc(stopped_at, called="The stop") <= due.moment


def refuse_backwards(due: Deadline, stopped_at: datetime) -> None:
    """Raise ClockRunsBackwards when the stop is before the start."""
    stop = in_utc(stopped_at, called="The stop").astimezone(due.started_at.tzinfo)
    if stop < due.started_at:
        raise ClockRunsBackwards(
            f"This clock started on {due.started_at:%d %B %Y at %H:%M} and is said to "
            f"have stopped before that, on {stop:%d %B %Y at %H:%M}. "
            "Correct one of the two times."
        )


def _runs_out(
    value: Value,
    limit: int | None,
    start: datetime,
    pauses: Sequence[Pause],
    calendar: LocalCalendar,
) -> tuple[datetime | None, date | None]:
    if limit is None or value.unit not in COUNTED:
        return None, None
    if value.unit is Unit.HOURS:
        moment = _hours_after(start, timedelta(hours=limit), pauses)
        return moment.astimezone(calendar.zone), None
    day = last_day(value, limit, started_at=start, pauses=pauses, calendar=calendar)
    return calendar.starts(day + ONE_DAY).astimezone(calendar.zone), day


def _hours_after(
    start: datetime, limit: timedelta, pauses: Sequence[Pause]
) -> datetime:
    moment, left = start, limit
    for pause in pauses:
        if pause.ended_at <= moment:
            continue
        # A pause that begins after time is up cannot give time back.
        if pause.began_at >= moment + left:
            break
        left -= max(pause.began_at - moment, timedelta(0))
        moment = pause.ended_at
    return moment + left
