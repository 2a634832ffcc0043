"""Dates at court: set, held, put off, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.clocks import Event
from payung.engines.proceedings import Problem, Wrong, next_reminder, refuse_hearing
from payung.programme.cases.actions import NotInTheTeam
from payung.programme.cases.arrests import record_step
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.models import Happened
from payung.programme.cases.timeline import add_line
from payung.programme.cases.words.tracks import HearingState
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.standby.models import Leave

from . import kinds
from .access import could_go
from .actions import ChangedMeanwhile, changed, locked
from .ending import end_substitutes
from .kept_steps import arrest_of
from .models import Going, Hearing, Proceeding
from .refusal_words import CannotFollow, check
from .words import Purpose


class NotOpen(CannotBe):
    """What became of this date is written down already."""


class SheIsAway(CannotBe):
    """Whoever was to go has written down that she is away then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewHearing:
    """A date at court as it is told. `goes` is the attorney; `words` are sealed."""

    moment: datetime
    purpose: Purpose
    unit: str = ""
    goes: Person | None = None
    words: str = ""


@transaction.atomic
def set_hearing(
    *, actor: Actor, proceeding: Proceeding, new: NewHearing, version: int, at: datetime
) -> Hearing:
    """Write down a date that is to come; raise CannotBe, also for one that is past."""
    fresh = locked(proceeding, version)
    _refuse_ended(fresh)
    check(refuse_hearing(new.moment, at=at), zone=zone_of(fresh.case))
    row = _kept(actor, fresh, new, at)
    changed(fresh)
    _written(actor, row, HearingState.SET, at)
    return row


@transaction.atomic
def hearing_was_held(
    *, actor: Actor, proceeding: Proceeding, new: NewHearing, version: int, at: datetime
) -> Hearing:
    """Write down a date that is past and was not known before; raise CannotBe."""
    fresh = locked(proceeding, version)
    _refuse_ended(fresh)
    _refuse_future(new.moment, fresh, at)
    row = _kept(actor, fresh, new, at)
    row.state = HearingState.HELD
    _over(row, at)
    _into_the_arrest(actor, row, at)
    changed(fresh)
    _written(actor, row, HearingState.HELD, at)
    return row


@transaction.atomic
def hearing_held(
    *, actor: Actor, hearing: Hearing, produced: bool, version: int, at: datetime
) -> Hearing:
    """Write down that the court met, and whether she was brought before it.

    The first time before a judge is written into the arrest, where it is not yet.
    """
    fresh = _locked(hearing, version)
    _refuse_future(fresh.at, fresh.proceeding, at)
    fresh.state = HearingState.HELD if produced else HearingState.NOT_PRODUCED
    _over(fresh, at)
    if produced:
        _into_the_arrest(actor, fresh, at)
    _written(actor, fresh, HearingState(fresh.state), at)
    return fresh


@transaction.atomic
def postpone(
    *,
    actor: Actor,
    hearing: Hearing,
    to: datetime | None,
    version: int,
    at: datetime,
) -> Hearing:
    """Put a date off, to another or to none yet; return the new one, or else this.

    Whoever goes, goes to the new one too, and is looked for anew where nobody does.
    """
    fresh = _locked(hearing, version)
    fresh.state = HearingState.POSTPONED
    if to is not None:
        check(refuse_hearing(to, at=at), zone=zone_of(fresh.proceeding.case))
        fresh.then = _again(actor, fresh, to, at)
    _over(fresh, at)
    _written(actor, fresh, HearingState.POSTPONED, at)
    return fresh.then or fresh


@transaction.atomic
def take_back_hearing(
    *, actor: Actor, hearing: Hearing, version: int, at: datetime
) -> Hearing:
    """Say that there was no such date; it stays, marked, and leaves every calendar."""
    fresh = _locked(hearing, version)
    fresh.state = HearingState.TAKEN_BACK
    _over(fresh, at)
    _written(actor, fresh, HearingState.TAKEN_BACK, at)
    return fresh


def words_field(hearing_id: UUID) -> str:
    """Return what the words of one date are sealed as."""
    return f"proceedings.date.{hearing_id}"


def remind_next(row: Hearing, *, after: datetime) -> None:
    """Set when somebody is reminded next; nothing where all of it is past."""
    following = next_reminder(row.at, zone_of(row.proceeding.case), after=after)
    row.remind_at = following.moment if following else None
    row.remind = following.kind.value if following else ""


def refuse_who_cannot(row: Hearing, person: Person) -> None:
    """Raise NotInTheTeam for who cannot open the case, SheIsAway for who is away then."""
    if not could_go(row.proceeding.case).filter(pk=person.pk).exists():
        raise NotInTheTeam(
            _("She is not in the team of this case. Let her into the team first."),
            field="goes",
        )
    away = Leave.objects.filter(person=person, starts_at__lte=row.at)
    if away.filter(Q(ends_at=None) | Q(ends_at__gt=row.at)).exists():
        raise SheIsAway(
            _("%(who)s is away then. Choose another, or nobody yet.")
            % {"who": person.handle},
            field="goes",
        )


def _kept(actor: Actor, fresh: Proceeding, new: NewHearing, at: datetime) -> Hearing:
    row = Hearing(
        id=uuid4(),
        proceeding=fresh,
        at=new.moment,
        unit=new.unit or fresh.unit,
        purpose=new.purpose,
        set_at=at,
        set_by=actor.handle,
        changed_at=at,
    )
    if new.words:
        secret = actor.unlocked.secret(fresh.case.record)
        row.words = sealed.seal_field(secret, words_field(row.pk), new.words)
    remind_next(row, after=at)
    row.save(force_insert=True)
    if new.goes is not None:
        refuse_who_cannot(row, new.goes)
        Going.objects.create(hearing=row, person=new.goes, since=at)
    return row


def _again(actor: Actor, old: Hearing, to: datetime, at: datetime) -> Hearing:
    row = Hearing(
        id=uuid4(),
        proceeding=old.proceeding,
        at=to,
        unit=old.unit,
        purpose=old.purpose,
        set_at=at,
        set_by=actor.handle,
        changed_at=at,
    )
    remind_next(row, after=at)
    row.save(force_insert=True)
    going = old.goings.filter(until=None).first()
    if going is not None:
        Going.objects.create(hearing=row, person=going.person, since=at)
    return row


def _over(row: Hearing, at: datetime) -> None:
    """Keep a date of which nothing is due any more."""
    row.remind_at, row.remind, row.changed_at = None, "", at
    row.version += 1
    row.save()
    end_substitutes(row, at=at)


def _into_the_arrest(actor: Actor, row: Hearing, at: datetime) -> None:
    arrest = arrest_of(row.proceeding)
    event = Event.FIRST_PRODUCTION
    if row.purpose != Purpose.PRODUCTION or arrest is None:
        return
    if not arrest.steps.filter(event=event.value).exists():
        record_step(actor=actor, arrest=arrest, event=event, happened_at=row.at, at=at)


def _written(actor: Actor, row: Hearing, state: HearingState, at: datetime) -> None:
    case = row.proceeding.case
    add_line(actor=actor, case=case, kind=Happened.DATE, about=state.value, at=at)
    record(kinds.DATE, actor=actor, subject=case.reference, at=at, state=state.value)


def _locked(hearing: Hearing, version: int) -> Hearing:
    fresh = locked_hearing(hearing.pk)
    if fresh.version != version:
        raise ChangedMeanwhile(
            _(
                "Somebody wrote something down here while you were writing. Look at "
                "the page once more, then keep yours if it still fits."
            )
        )
    if fresh.state != HearingState.SET:
        raise NotOpen(
            _("What became of this date is written down. Look at the page again.")
        )
    return fresh


def locked_hearing(hearing_id: UUID) -> Hearing:
    """Return a date as it is now, and let nobody change it before we have."""
    rows = Hearing.objects.select_related("proceeding__case__team")
    return rows.select_for_update(of=("self",)).get(pk=hearing_id)


def _refuse_ended(fresh: Proceeding) -> None:
    if fresh.closed_at is not None:
        problem = Problem(wrong=Wrong.ENDED, moment=fresh.closed_at)
        raise CannotFollow([problem], zone=zone_of(fresh.case))


def _refuse_future(moment: datetime, fresh: Proceeding, at: datetime) -> None:
    if moment > at:
        problem = Problem(wrong=Wrong.STILL_TO_COME, moment=moment)
        raise CannotFollow([problem], zone=zone_of(fresh.case))
