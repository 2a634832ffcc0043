"""Between rows and the dispatch engine: what is planned, as the engine takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Q

from payung.engines.dispatch import Duty, Roster, Span, duties, gaps, without
from payung.engines.dispatch import Leave as Away
from payung.engines.dispatch import Shift as Turn

from .models import Leave, RosterPeriod, Shift


# Who said that she is unreachable is away until she says that she is back.
NOT_BACK = timedelta(days=3650)


def promised_in(period: RosterPeriod) -> Span:
    """Return the time that a period promises."""
    return Span(start=period.starts_at, end=period.ends_at)


def planned(period: RosterPeriod, *, within: Span | None = None) -> Roster:
    """Return a roster as planned, with leave; without whoever signed for the gaps.

    Only the shifts that touch `within`, where it is given: a moment needs no month.
    """
    span = within or promised_in(period)
    rows = period.shifts.filter(ends_at__gt=span.start, starts_at__lt=span.end)
    ordered = rows.select_related("person").order_by("made_at", "pk")
    shifts = [row for row in ordered if row.person.is_active]
    return Roster(
        shifts=tuple(turn_of(row) for row in shifts if not row.overrides),
        overrides=tuple(turn_of(row) for row in shifts if row.overrides),
        leave=leave_in(span, {row.person_id for row in shifts}),
        coordinator=period.coordinator.handle,
        regional=period.regional.handle,
    )


def in_force(period: RosterPeriod, *, within: Span | None = None) -> Roster:
    """Return the roster with whoever signed for the gaps standing in them."""
    roster = planned(period, within=within)
    fallback = period.fallback
    if fallback is None or not fallback.is_active:
        return roster
    span = (within or promised_in(period)).common(promised_in(period))
    if span is None:
        return roster
    away = [each.span for each in leave_in(span, [fallback.pk])]
    stands_in = [
        Turn(person=fallback.handle, duty=duty, span=rest)
        for duty in Duty
        for rest in without(gaps(roster, duty, span), away)
    ]
    resolved = [turn for duty in Duty for turn in duties(roster, duty)]
    return replace(roster, shifts=(*resolved, *stands_in), overrides=(), leave=())


def turn_of(row: Shift) -> Turn:
    """Return a shift as the engine takes it."""
    return Turn(
        person=row.person.handle,
        duty=Duty(row.duty),
        span=Span(start=row.starts_at, end=row.ends_at),
    )


def leave_in(span: Span, people: Iterable[int]) -> tuple[Away, ...]:
    """Return the leave of these people that touches the span."""
    rows = Leave.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=span.start),
        person__in=list(people),
        starts_at__lt=span.end,
    )
    return tuple(
        Away(person=row.person.handle, span=Span(start=row.starts_at, end=end))
        for row in rows.select_related("person")
        if (end := _end(row, span)) > row.starts_at
    )


def period_at(country: str, at: datetime) -> RosterPeriod | None:
    """Return the published period that holds this moment, the newest of several."""
    rows = RosterPeriod.objects.filter(
        country=country, starts_at__lte=at, ends_at__gt=at, published_at__isnull=False
    ).select_related("coordinator", "regional", "fallback")
    return rows.order_by("-published_at", "-pk").first()


def _end(row: Leave, span: Span) -> datetime:
    if row.ends_at is not None:
        return row.ends_at
    return max(row.starts_at, span.end) + NOT_BACK


def locked(period: RosterPeriod) -> RosterPeriod:
    """Return a roster as it is now, and let nobody else change it meanwhile."""
    rows = RosterPeriod.objects.select_for_update(of=("self",))
    return rows.select_related("coordinator", "regional", "fallback").get(pk=period.pk)
