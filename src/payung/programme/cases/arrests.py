"""Write down an arrest, the steps after it and what the law does not count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.clocks import Event
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .clock_rows import refigure
from .models import Arrest, Case, Happened, Pause, Step
from .timeline import add_line


class ChangedMeanwhile(CannotBe):
    """Somebody else corrected the arrest after this form was opened."""


class HeldAlready(CannotBe):
    """An arrest that has not ended is written down already."""


class NotYet(CannotBe):
    """A moment lies in the future, and only what has happened can be written down."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """An arrest as it is told: exactly at `taken_at`, or between that and `latest`."""

    taken_at: datetime
    latest: datetime | None = None
    station: str = ""
    steps: Mapping[Event, datetime] = field(default_factory=dict)


@transaction.atomic
def record_arrest(*, actor: Actor, case: Case, taken: Taken, at: datetime) -> Arrest:
    """Write down that somebody was taken, and start the clocks; raise CannotBe."""
    Case.objects.select_for_update().get(pk=case.pk)
    if case.arrests.filter(released_at=None).exists():
        raise HeldAlready(
            _(
                "An arrest is written down here already and has not ended. Correct "
                "that one, or write down the release first."
            )
        )
    arrest = start_clocks(actor=actor, case=case, taken=taken, at=at)
    record(kinds.TAKEN, actor=actor, subject=case.reference, at=at)
    return arrest


def start_clocks(*, actor: Actor, case: Case, taken: Taken, at: datetime) -> Arrest:
    """Store an arrest with its steps and clocks, inside the transaction of a deed."""
    refuse_future(taken.taken_at, at, "taken_at")
    if taken.latest is not None:
        refuse_future(taken.latest, at, "latest")
    for event, moment in taken.steps.items():
        refuse_future(moment, at, event.value)
    arrest = Arrest(
        case=case,
        taken_at=taken.taken_at,
        taken_at_latest=taken.latest,
        station=taken.station,
        released_at=taken.steps.get(Event.RELEASE),
    )
    arrest.case = _held_at(case, taken.station)
    arrest.save(force_insert=True)
    Step.objects.bulk_create(
        Step(arrest=arrest, event=event.value, at=moment, written_by=actor.handle)
        for event, moment in taken.steps.items()
    )
    add_line(
        actor=actor, case=case, kind=Happened.TAKEN, happened_at=taken.taken_at, at=at
    )
    for event, moment in taken.steps.items():
        _step_line(actor, case, event, moment, at)
    refigure(arrest, at=at)
    return arrest


@transaction.atomic
def correct_arrest(
    *, actor: Actor, arrest: Arrest, taken: Taken, version: int, at: datetime
) -> Arrest:
    """Correct the times or the place of an arrest; all its clocks follow.

    Raise ChangedMeanwhile where `version` is not the one the form was opened with.
    """
    fresh = locked_arrest(arrest)
    if fresh.version != version:
        raise ChangedMeanwhile(
            _(
                "Somebody corrected this while you were writing. The page now shows "
                "both: look at the times below, then keep the right ones."
            )
        )
    refuse_future(taken.taken_at, at, "taken_at")
    if taken.latest is not None:
        refuse_future(taken.latest, at, "latest")
    fresh.taken_at, fresh.taken_at_latest = taken.taken_at, taken.latest
    fresh.station = taken.station
    fresh.version += 1
    fresh.save()
    # Once she was brought elsewhere, the case is where she is, not where it began.
    if not fresh.held.exists():
        fresh.case = _held_at(fresh.case, taken.station)
    refigure(fresh, at=at)
    case = fresh.case
    add_line(actor=actor, case=case, kind=Happened.CORRECTED, at=at)
    record(kinds.CORRECTED, actor=actor, subject=case.reference, at=at)
    return fresh


@transaction.atomic
def record_step(
    *, actor: Actor, arrest: Arrest, event: Event, happened_at: datetime, at: datetime
) -> Step:
    """Write down a step, such as the first time before a judge; clocks start and stop.

    A step that is written down again is corrected, not doubled.
    """
    fresh = locked_arrest(arrest)
    refuse_future(happened_at, at, "happened_at")
    step, _new = Step.objects.update_or_create(
        arrest=fresh,
        event=event.value,
        defaults={"at": happened_at, "written_by": actor.handle},
    )
    if event is Event.RELEASE:
        fresh.released_at = happened_at
        fresh.save(update_fields=["released_at"])
    refigure(fresh, at=at, field="happened_at")
    _step_line(actor, fresh.case, event, happened_at, at)
    subject = fresh.case.reference
    record(kinds.STEP, actor=actor, subject=subject, at=at, event=event.value)
    return step


@transaction.atomic
def take_back_step(*, actor: Actor, step: Step, at: datetime) -> Arrest:
    """Take back a step that did not happen; the clocks run as if it never had.

    The timeline keeps both lines. Raise HeldAlready where a later arrest still runs.
    """
    fresh = locked_arrest(step.arrest)
    event = Event(step.event)
    if event is Event.RELEASE:
        _refuse_two_held(fresh)
        fresh.released_at = None
        fresh.save(update_fields=["released_at"])
    Step.objects.filter(pk=step.pk).delete()
    refigure(fresh, at=at)
    case = fresh.case
    about = event.value
    add_line(actor=actor, case=case, kind=Happened.TAKEN_BACK, about=about, at=at)
    record(kinds.CORRECTED, actor=actor, subject=case.reference, at=at)
    return fresh


@transaction.atomic
def record_pause(
    *,
    actor: Actor,
    arrest: Arrest,
    kind: str,
    began_at: datetime,
    ended_at: datetime | None,
    at: datetime,
) -> Pause:
    """Write down time that is not counted; without an end it goes on from then."""
    fresh = locked_arrest(arrest)
    refuse_future(began_at, at, "began_at")
    if ended_at is not None:
        refuse_future(ended_at, at, "ended_at")
    pause = Pause.objects.create(
        arrest=fresh,
        kind=kind,
        began_at=began_at,
        ended_at=ended_at,
        written_by=actor.handle,
    )
    _pause_kept(actor, fresh, pause, at)
    return pause


@transaction.atomic
def end_pause(*, actor: Actor, pause: Pause, ended_at: datetime, at: datetime) -> Pause:
    """Write down when a stretch that went on came to its end."""
    fresh = locked_arrest(pause.arrest)
    refuse_future(ended_at, at, "ended_at")
    pause.ended_at = ended_at
    pause.save(update_fields=["ended_at"])
    _pause_kept(actor, fresh, pause, at)
    return pause


def _pause_kept(actor: Actor, arrest: Arrest, pause: Pause, at: datetime) -> None:
    refigure(arrest, at=at, field="ended_at")
    case = arrest.case
    add_line(
        actor=actor,
        case=case,
        kind=Happened.PAUSE,
        about=pause.kind,
        happened_at=pause.ended_at or pause.began_at,
        at=at,
    )
    record(kinds.PAUSE, actor=actor, subject=case.reference, at=at, pause=pause.kind)


def locked_arrest(arrest: Arrest) -> Arrest:
    """Return the arrest as it is now, and let nobody change it before we have."""
    rows = Arrest.objects.select_related("case__team")
    return rows.select_for_update(of=("self",)).get(pk=arrest.pk)


def _refuse_two_held(arrest: Arrest) -> None:
    others = arrest.case.arrests.filter(released_at=None).exclude(pk=arrest.pk)
    if others.exists():
        raise HeldAlready(
            _("A later arrest is written down. Write down that release first.")
        )


def _held_at(case: Case, station: str) -> Case:
    if case.station != station:
        case.station = station
        case.save(update_fields=["station"])
    return case


def _step_line(
    actor: Actor, case: Case, event: Event, moment: datetime, at: datetime
) -> None:
    add_line(
        actor=actor,
        case=case,
        kind=Happened.STEP,
        about=event.value,
        happened_at=moment,
        at=at,
    )


def refuse_future(moment: datetime, at: datetime, field: str) -> None:
    """Raise NotYet for a moment that is still to come."""
    if moment > at:
        raise NotYet(
            _("This moment is still to come. Write down what has happened."),
            field=field,
        )
