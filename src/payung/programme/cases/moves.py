"""Write down where somebody was brought: from one place to the next, never two at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .arrests import locked_arrest, refuse_future
from .clock_rows import refigure, time_words
from .held_models import HeldKind, HeldSpan
from .held_spans import held_now, refuse_against_arrest, refuse_two_places
from .models import Arrest, Happened
from .timeline import add_line


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """A place and when she was there; without `ended_at` she still is."""

    kind: HeldKind
    station: str = ""
    began_at: datetime
    ended_at: datetime | None = None


@transaction.atomic
def record_held(
    *, actor: Actor, arrest: Arrest, brought: Brought, at: datetime
) -> HeldSpan:
    """Write down where she is or was held; raise CannotBe.

    Brought to the next place, she has left the one before: that ends with it. A place
    that is over is fitted in, and refused where it overlaps with another.
    """
    fresh = locked_arrest(arrest)
    refuse_future(brought.began_at, at, "began_at")
    if brought.ended_at is not None:
        refuse_future(brought.ended_at, at, "ended_at")
    else:
        fresh.held.filter(ended_at=None, began_at__lt=brought.began_at).update(
            ended_at=brought.began_at
        )
    span = _kept(actor, fresh, brought)
    refigure(fresh, at=at, field="began_at")
    _place_of_case(fresh)
    case = fresh.case
    add_line(
        actor=actor,
        case=case,
        kind=Happened.HELD,
        about=brought.kind.value,
        happened_at=brought.began_at,
        at=at,
    )
    record(kinds.HELD, actor=actor, subject=case.reference, at=at, place=span.kind)
    return span


@transaction.atomic
def take_back_held(*, actor: Actor, span: HeldSpan, at: datetime) -> Arrest:
    """Take back a place where she was not; the timeline keeps both lines.

    Where she was said to be brought there, she is still where she was before.
    """
    fresh = locked_arrest(span.arrest)
    HeldSpan.objects.filter(pk=span.pk).delete()
    if span.ended_at is None:
        fresh.held.filter(ended_at=span.began_at).update(ended_at=None)
    refigure(fresh, at=at)
    _place_of_case(fresh)
    case = fresh.case
    add_line(actor=actor, case=case, kind=Happened.TAKEN_BACK, about=span.kind, at=at)
    record(kinds.CORRECTED, actor=actor, subject=case.reference, at=at)
    return fresh


def _kept(actor: Actor, arrest: Arrest, brought: Brought) -> HeldSpan:
    span = HeldSpan(
        arrest=arrest,
        kind=brought.kind,
        station=brought.station,
        began_at=brought.began_at,
        ended_at=brought.ended_at,
        written_by=actor.handle,
    )
    say = time_words(arrest)
    refuse_against_arrest(span, arrest, say=say, field="began_at")
    # Before the database does it, which has no sentence for her.
    clash = Q(began_at=brought.began_at)
    if brought.ended_at is None:
        clash |= Q(ended_at=None)
    before = arrest.held.filter(clash).first()
    if before is not None:
        refuse_two_places(before, say=say, field="began_at")
    span.save(force_insert=True)
    return span


def _place_of_case(arrest: Arrest) -> None:
    """Let the lists narrow by the place where she is now."""
    place = held_now(Arrest.objects.prefetch_related("held").get(pk=arrest.pk))
    case = arrest.case
    if place.station and case.station != place.station:
        case.station = place.station
        case.save(update_fields=["station"])
