"""Being away: planned and filled, said in a moment, or for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from payung.engines.dispatch import Duty, Group, Span
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe

from . import access, kinds
from .coverage import refuse_holes
from .incidents import note_changes, note_shrinking
from .models import (
    DutyKind,
    IncidentWhy,
    Leave,
    ProvenBy,
    RosterPeriod,
    Shift,
    Swap,
)
from .on_call import on_call
from .panel.changing import reprove, reprove_all_of, reprove_anyway
from .panel_models import ProvenFor
from .proofs import proven
from .roster_rows import locked, planned
from .shifts import check_free


class AwayIsOver(CannotBe):
    """The time away lies in the past."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filler:
    """Somebody who fills in for whoever is away."""

    person: Person
    duty: DutyKind
    span: Span


@transaction.atomic
def go_on_leave(
    *,
    actor: Actor,
    span: Span,
    at: datetime,
    person: Person | None = None,
    fillers: Sequence[Filler] = (),
) -> Leave:
    """Write down when she, or `person`, is away, and who fills in for her.

    Raise WouldLeaveHole where a published roster is left with time for nobody, and
    NotFree where a filler is not free: then nothing has changed.
    """
    who = person or Person.objects.get(pk=actor.person_id)
    access.check_hers_or_coordinator(actor, who)
    if span.end <= at:
        raise AwayIsOver(_("This time is over."), field="end")
    periods = _periods(who.country, span)
    before = [(period, planned(period)) for period in periods]
    leave = Leave.objects.create(
        person=who, starts_at=span.start, ends_at=span.end, made_at=at
    )
    for filler in fillers:
        _fill(filler, periods, at)
    for period, roster in before:
        refuse_holes(period, roster, at=at)
        note_changes(period, at=at)
        reprove(period, proven_for=ProvenFor.LEAVE, at=at)
    _withdraw_swaps(who, span, at)
    record(kinds.LEAVE, actor=actor, subject=who.handle, at=at, fills=len(fillers))
    return leave


@transaction.atomic
def end_leave(*, actor: Actor, leave: Leave, at: datetime) -> None:
    """Say that she is back, or does not go: what has not begun is taken away."""
    fresh = Leave.objects.select_for_update(of=("self",)).get(pk=leave.pk)
    access.check_hers_or_coordinator(actor, fresh.person)
    if fresh.starts_at >= at:
        fresh.delete()
    elif fresh.ends_at is None or fresh.ends_at > at:
        fresh.ends_at = at
        fresh.save(update_fields=["ends_at"])
    note_shrinking(fresh.person.country, at=at, why=IncidentWhy.AWAY)
    reprove_all_of(fresh.person.country, proven_for=ProvenFor.LEAVE, at=at)
    record(kinds.LEAVE_ENDED, actor=actor, subject=fresh.person.handle, at=at)


@transaction.atomic
def say_unreachable(*, actor: Actor, at: datetime) -> Leave:
    """Note that she cannot be reached from now on: a fact, which is never refused.

    The next person is asked from this moment; those who coordinate are told, and where
    nobody but the last resort is left that is listed as an incident.
    """
    person = Person.objects.select_for_update().get(pk=actor.person_id)
    running = Leave.objects.filter(person=person, ends_at=None).first()
    if running is not None:
        return running
    before = on_call(person.country, at)
    leave = Leave.objects.create(person=person, starts_at=at, made_at=at)
    opened = note_shrinking(person.country, at=at, why=IncidentWhy.UNREACHABLE)
    if person.handle in before.on_shift(*Duty):
        _tell_next(person, leave, at)
    record(
        kinds.UNREACHABLE,
        actor=actor,
        subject=person.handle,
        at=at,
        opened=len(opened),
    )
    return leave


@transaction.atomic
def say_back(*, actor: Actor, at: datetime) -> None:
    """Note that she can be reached again: her tap is a proof of it."""
    person = Person.objects.select_for_update().get(pk=actor.person_id)
    Leave.objects.filter(person=person, ends_at=None).update(ends_at=at)
    proven(person=person.handle, by=ProvenBy.TAP, at=at)
    note_shrinking(person.country, at=at, why=IncidentWhy.UNREACHABLE)
    record(kinds.BACK, actor=actor, subject=person.handle, at=at)


@transaction.atomic
def leave_all_rosters(*, actor: Actor, person: Person, at: datetime) -> int:
    """Take somebody out of every roster, for when her account is closed.

    It is never refused: an account may have to close at once. What nobody has then is
    answered for by the coordinator and listed, stretch by stretch. Return how many
    shifts ended. Call it in the transaction that closes the account.
    """
    access.check_planner(actor)
    ended = take_out_of_rosters(person, DutyKind, since=at, at=at)
    record(kinds.LEFT, actor=actor, subject=person.handle, at=at, shifts=ended)
    return ended


def take_out_of_rosters(
    person: Person, duties: Iterable[DutyKind], *, since: datetime, at: datetime
) -> int:
    """End her shifts of these duties from a moment on; return how many that were.

    What nobody has then is listed stretch by stretch, and each roster is proven anew.
    """
    asked = list(duties)
    hers = Shift.objects.filter(person=person, duty__in=asked, ends_at__gt=since)
    touched = RosterPeriod.objects.filter(shifts__in=hers).distinct().order_by("pk")
    periods = [locked(period) for period in touched]
    ended = hers.count()
    hers.filter(starts_at__gte=since).delete()
    hers.update(ends_at=since)
    swaps = Swap.objects.filter(
        giver=person, duty__in=asked, taken_at=None, withdrawn_at=None
    )
    swaps.filter(ends_at__gt=since).update(withdrawn_at=at)
    for period in periods:
        note_changes(period, at=at, why=IncidentWhy.LEFT)
        reprove_anyway(period, proven_for=ProvenFor.LEFT, at=at)
    return ended


def _periods(country: str, span: Span) -> list[RosterPeriod]:
    rows = RosterPeriod.objects.filter(
        country=country, starts_at__lt=span.end, ends_at__gt=span.start
    )
    return [locked(period) for period in rows.order_by("pk")]


def _fill(filler: Filler, periods: Sequence[RosterPeriod], at: datetime) -> None:
    for period in periods:
        part = filler.span.common(Span(start=period.starts_at, end=period.ends_at))
        if part is None:
            continue
        check_free(period, filler.person, filler.duty, part)
        Shift.objects.create(
            period=period,
            person=filler.person,
            duty=filler.duty,
            starts_at=part.start,
            ends_at=part.end,
            made_at=at,
        )


def _withdraw_swaps(person: Person, span: Span, at: datetime) -> None:
    swaps = Swap.objects.filter(
        Q(starts_at__lt=span.end, ends_at__gt=span.start),
        giver=person,
        taken_at=None,
        withdrawn_at=None,
    )
    swaps.update(withdrawn_at=at)


def _tell_next(person: Person, leave: Leave, at: datetime) -> None:
    """Tell those who coordinate, and whoever is asked first now."""
    now = on_call(person.country, at)
    groups = now.groups()
    handles = dict.fromkeys([*groups[Group.PRIMARY], *now.coordinators()])
    handles.pop(person.handle, None)
    tell(
        country=person.country,
        handles=handles,
        saying=Saying.LOOK,
        about=f"duty:{person.country}",
        key=f"unreachable:{leave.pk}",
        at=at,
    )
