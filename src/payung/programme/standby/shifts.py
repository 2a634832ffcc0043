"""The shifts of a roster: planned, moved, repeated, taken out; never rewritten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.dispatch import Span
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of

from . import access, kinds
from .coverage import refuse_holes
from .incidents import note_changes
from .models import DutyKind, RosterPeriod, Shift
from .panel.changing import reprove, reprove_anyway
from .panel.members import serves
from .panel_models import ProvenFor
from .periods import days_span, name_of
from .roster_rows import leave_in, locked, planned, promised_in


class NotFree(CannotBe):
    """She is away, on another shift, or does not do this duty."""


class OutsideOfPeriod(CannotBe):
    """The shift does not lie in the days of the roster, or is over."""


class HasBegun(CannotBe):
    """A shift that has begun is not rewritten: it is what happened."""


@transaction.atomic
def plan_shift(
    *,
    actor: Actor,
    period: RosterPeriod,
    person: Person,
    duty: DutyKind,
    span: Span,
    at: datetime,
) -> Shift:
    """Plan that somebody has a duty; raise NotFree, OutsideOfPeriod.

    In a published roster it begins now at the earliest.
    """
    shift = Shift(person=person, duty=duty, made_at=at)
    return _plan(actor, period, shift, span, at)


@transaction.atomic
def override_shift(
    *,
    actor: Actor,
    period: RosterPeriod,
    person: Person,
    duty: DutyKind,
    span: Span,
    at: datetime,
) -> Shift:
    """Plan that somebody alone has a duty then, whatever was planned before."""
    shift = Shift(person=person, duty=duty, made_at=at, overrides=True)
    return _plan(actor, period, shift, span, at)


@transaction.atomic
def move_shift(
    *,
    actor: Actor,
    shift: Shift,
    span: Span,
    at: datetime,
    person: Person | None = None,
) -> Shift:
    """Move a shift to other hours, or to somebody else.

    Raise NotFree, OutsideOfPeriod, HasBegun, and WouldLeaveHole where the roster is
    published.
    """
    access.check_planner(actor)
    period = locked(shift.period)
    fresh = _fresh(shift, period, at)
    before = planned(period)
    new = _cut(period, span, at)
    if person is not None:
        fresh.person = person
    check_free(period, fresh.person, DutyKind(fresh.duty), new, beside=fresh)
    fresh.starts_at, fresh.ends_at, fresh.confirmed_at = new.start, new.end, None
    fresh.save()
    refuse_holes(period, before, at=at)
    note_changes(period, at=at)
    reprove(period, proven_for=ProvenFor.CHANGED, at=at)
    subject = fresh.person.handle
    record(kinds.MOVED, actor=actor, subject=subject, at=at, duty=fresh.duty)
    return fresh


@transaction.atomic
def take_out_shift(*, actor: Actor, shift: Shift, at: datetime) -> None:
    """Take a shift out; raise HasBegun, and WouldLeaveHole in a published roster."""
    access.check_planner(actor)
    period = locked(shift.period)
    fresh = _fresh(shift, period, at)
    before = planned(period)
    fresh.delete()
    refuse_holes(period, before, at=at)
    note_changes(period, at=at)
    reprove(period, proven_for=ProvenFor.CHANGED, at=at)
    subject = fresh.person.handle
    record(kinds.TAKEN_OUT, actor=actor, subject=subject, at=at, duty=fresh.duty)


@transaction.atomic
def repeat_week(
    *, actor: Actor, period: RosterPeriod, first_day: date, at: datetime
) -> int:
    """Plan the seven local days from `first_day` again in every week after it.

    Return how many shifts that made. Where somebody is not free, hers is left out and
    the list of holes shows it.
    """
    access.check_planner(actor)
    fresh = locked(period)
    week = days_span(fresh.country, first_day, first_day + timedelta(days=6))
    rows = fresh.shifts.filter(starts_at__gte=week.start, starts_at__lt=week.end)
    pattern = list(rows.filter(overrides=False).select_related("person"))
    made = sum(
        _repeat(fresh, shift, span, at)
        for number in range(1, _weeks(fresh, week) + 1)
        for shift, span in _later(pattern, 7 * number, fresh.country)
    )
    note_changes(fresh, at=at)
    reprove_anyway(fresh, proven_for=ProvenFor.CHANGED, at=at)
    record(kinds.REPEATED, actor=actor, subject=name_of(fresh), at=at, shifts=made)
    return made


@transaction.atomic
def confirm_shifts(*, actor: Actor, period: RosterPeriod, at: datetime) -> int:
    """Say that she will be there, for all her coming shifts; return how many."""
    hers = Shift.objects.filter(
        period=period, person_id=actor.person_id, confirmed_at=None, ends_at__gt=at
    )
    confirmed = hers.update(confirmed_at=at)
    if confirmed:
        record(
            kinds.CONFIRMED,
            actor=actor,
            subject=name_of(period),
            at=at,
            shifts=confirmed,
        )
    return confirmed


def check_free(
    period: RosterPeriod,
    person: Person,
    duty: DutyKind,
    span: Span,
    *,
    beside: Shift | None = None,
) -> None:
    """Raise NotFree unless she does this duty and is free in all of the span."""
    if not access.could_do(period.country, duty).filter(pk=person.pk).exists():
        raise NotFree(_("Choose somebody who does this duty."), field="person")
    if not serves(person, duty, span):
        raise NotFree(
            _("She is not on the panel then. Choose somebody else."), field="person"
        )
    if any(leave.span.common(span) for leave in leave_in(span, [person.pk])):
        raise NotFree(_("She is away then. Choose somebody else."), field="person")
    others = Shift.objects.filter(
        person=person, starts_at__lt=span.end, ends_at__gt=span.start
    )
    if beside is not None:
        others = others.exclude(pk=beside.pk)
    if others.exists():
        raise NotFree(
            _("She is on call already in this time. Choose somebody else."),
            field="person",
        )


def _plan(
    actor: Actor, period: RosterPeriod, shift: Shift, span: Span, at: datetime
) -> Shift:
    access.check_planner(actor)
    fresh = locked(period)
    new = _cut(fresh, span, at)
    check_free(fresh, shift.person, DutyKind(shift.duty), new)
    shift.period, shift.starts_at, shift.ends_at = fresh, new.start, new.end
    if shift.person_id == actor.person_id:
        shift.confirmed_at = at
    shift.save(force_insert=True)
    note_changes(fresh, at=at)
    reprove(fresh, proven_for=ProvenFor.CHANGED, at=at)
    subject = shift.person.handle
    record(kinds.SHIFT, actor=actor, subject=subject, at=at, duty=shift.duty)
    return shift


def _fresh(shift: Shift, period: RosterPeriod, at: datetime) -> Shift:
    fresh = Shift.objects.select_related("person").filter(pk=shift.pk).first()
    if fresh is None:
        raise OutsideOfPeriod(_("This shift is gone. Look at the page again."))
    if period.published_at is not None and fresh.starts_at <= at:
        raise HasBegun(_("This shift has begun. Ask for a swap, or plan another."))
    return fresh


def _cut(period: RosterPeriod, span: Span, at: datetime) -> Span:
    """Return the part of the span that may still be planned; raise OutsideOfPeriod."""
    promised = promised_in(period)
    if span.start < promised.start or span.end > promised.end:
        raise OutsideOfPeriod(_("Choose hours within the days of this roster."))
    if period.published_at is None:
        return span
    if span.end <= at:
        raise OutsideOfPeriod(_("This time is over. Choose hours that come."))
    return Span(start=max(span.start, at), end=span.end)


def _weeks(period: RosterPeriod, week: Span) -> int:
    return max((period.ends_at - week.end) // timedelta(days=7) + 1, 0)


def _later(
    shifts: Iterable[Shift], days: int, country: str
) -> Iterable[tuple[Shift, Span]]:
    zone = pack_of(country).zone()
    for shift in shifts:
        start = _days_later(shift.starts_at, days, zone)
        yield shift, Span(start=start, end=_days_later(shift.ends_at, days, zone))


def _days_later(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return the same hour by local clocks so many days later."""
    local = moment.astimezone(zone)
    return (local.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=zone)


def _repeat(period: RosterPeriod, shift: Shift, span: Span, at: datetime) -> int:
    try:
        new = _cut(period, span, at)
        check_free(period, shift.person, DutyKind(shift.duty), new)
    except (NotFree, OutsideOfPeriod):
        return 0
    Shift.objects.create(
        period=period,
        person=shift.person,
        duty=shift.duty,
        starts_at=new.start,
        ends_at=new.end,
        made_at=at,
    )
    return 1
