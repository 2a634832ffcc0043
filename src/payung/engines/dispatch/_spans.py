"""Stretches of time `[start, end)` in UTC, and how they are joined and cut."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class NaiveTime(ValueError):
    """A moment came without its zone."""


class SpanRunsBackwards(ValueError):
    """A stretch of time ends before it begins, or has no length."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Span:
    """From `start`, included, to `end`, not included; aware moments, kept in UTC."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        """Carry both moments to UTC; refuse naive moments and empty stretches."""
        for name in ("start", "end"):
            moment: datetime = getattr(self, name)
            if moment.tzinfo is None:
                raise NaiveTime(f"Say the zone of {moment.isoformat()}.")
            object.__setattr__(self, name, moment.astimezone(UTC))
        if self.end <= self.start:
            raise SpanRunsBackwards("The end must come after the start.")

    @property
    def minutes(self) -> float:
        """Return its length in minutes."""
        return (self.end - self.start) / timedelta(minutes=1)

    def holds(self, at: datetime) -> bool:
        """Return whether the moment lies in it."""
        return self.start <= at < self.end

    def common(self, other: Span) -> Span | None:
        """Return what both have, if anything."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start=start, end=end) if start < end else None


def local_span(day: date, starts: time, ends: time, zone: ZoneInfo) -> Span:
    """Return a shift by the wall clock of a zone.

    It ends on the next day where `ends` is not after `starts`: 00:00 to 00:00 is a
    whole day.
    """
    last = day if ends > starts else day + timedelta(days=1)
    return Span(
        start=datetime.combine(day, starts, tzinfo=zone),
        end=datetime.combine(last, ends, tzinfo=zone),
    )


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same time in order, without overlaps; what touches is joined."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            end = max(span.end, found[-1].end)
            found[-1] = Span(start=found[-1].start, end=end)
        else:
            found.append(span)
    return tuple(found)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Return what is left of the first when the second is taken away."""
    left = joined(spans)
    for cut in joined(taken):
        left = tuple(rest for span in left for rest in _cut(span, cut))
    return left


def within(spans: Iterable[Span], limits: Span) -> tuple[Span, ...]:
    """Return the part of each span that lies inside the limits, joined."""
    parts = (span.common(limits) for span in spans)
    return joined(part for part in parts if part is not None)


def minutes_of(spans: Iterable[Span]) -> float:
    """Return how many minutes are covered, each once."""
    return sum(span.minutes for span in joined(spans))


def _cut(span: Span, cut: Span) -> list[Span]:
    if span.common(cut) is None:
        return [span]
    rests = []
    if span.start < cut.start:
        rests.append(Span(start=span.start, end=cut.start))
    if cut.end < span.end:
        rests.append(Span(start=cut.end, end=span.end))
    return rests
