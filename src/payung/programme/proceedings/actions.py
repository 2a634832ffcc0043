"""Begin a proceeding, end it, and take the end back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.proceedings import Body, Track
from payung.programme.cases.models import Case, Happened
from payung.programme.cases.stages import AT_REST, Stage
from payung.programme.cases.timeline import add_line
from payung.programme.cases.words.tracks import HearingState
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .models import Proceeding
from .tables import outcomes


class ChangedMeanwhile(CannotBe):
    """Somebody else wrote something down after this page was opened."""


class AtRest(CannotBe):
    """Nobody works on this case any more."""


class OpenAlready(CannotBe):
    """The same track goes on at the same office."""


class EndedAlready(CannotBe):
    """It has ended, or it has not ended, and the page said otherwise."""


class DatesToCome(CannotBe):
    """A date at court is still to come."""


class NoSuchOutcome(CannotBe):
    """This track cannot end so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewProceeding:
    """A proceeding as it is begun. `number` is the court's or office's, sealed."""

    track: Track
    body: Body
    unit: str = ""
    number: str = ""


@transaction.atomic
def open_proceeding(
    *, actor: Actor, case: Case, new: NewProceeding, at: datetime
) -> Proceeding:
    """Begin a proceeding; raise AtRest or OpenAlready."""
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if Stage(fresh.stage) in AT_REST:
        raise AtRest(_("Nobody works on this any more. Open it again first."))
    same = fresh.proceedings.filter(
        track=new.track, body=new.body, unit=new.unit, closed_at=None
    )
    if same.exists():
        raise OpenAlready(_("This goes on at that office already. Go on there."))
    defends = new.track is Track.DEFENCE
    row = Proceeding(
        id=uuid4(),
        case=fresh,
        track=new.track,
        arrest=fresh.arrests.order_by("-taken_at").first() if defends else None,
        body=new.body,
        unit=new.unit,
        opened_at=at,
        opened_by=actor.handle,
    )
    if new.number:
        secret = actor.unlocked.secret(fresh.record)
        row.number = sealed.seal_field(secret, number_field(row.id), new.number)
    row.save(force_insert=True)
    about = new.track.value
    add_line(actor=actor, case=fresh, kind=Happened.TRACK_BEGAN, about=about, at=at)
    record(kinds.OPENED, actor=actor, subject=fresh.reference, at=at, track=about)
    return row


@transaction.atomic
def close_proceeding(
    *, actor: Actor, proceeding: Proceeding, outcome: str, version: int, at: datetime
) -> Proceeding:
    """End a proceeding with its outcome; raise CannotBe."""
    fresh = locked(proceeding, version)
    if fresh.closed_at is not None:
        raise EndedAlready(_("This has ended already. Look at the page again."))
    known = {one.code for one in outcomes().closing(Track(fresh.track))}
    if outcome not in known:
        raise NoSuchOutcome(_("Choose one of the endings shown."), field="outcome")
    if fresh.hearings.filter(state=HearingState.SET).exists():
        raise DatesToCome(
            _(
                "A date is still open here. Write down what became of it, or that "
                "there is no such date, then end this."
            )
        )
    fresh.closed_at, fresh.outcome = at, outcome
    changed(fresh)
    about = fresh.track
    add_line(
        actor=actor, case=fresh.case, kind=Happened.TRACK_ENDED, about=about, at=at
    )
    subject = fresh.case.reference
    record(kinds.CLOSED, actor=actor, subject=subject, at=at, outcome=outcome)
    return fresh


@transaction.atomic
def reopen_proceeding(
    *, actor: Actor, proceeding: Proceeding, version: int, at: datetime
) -> Proceeding:
    """Take the end of a proceeding back; raise EndedAlready where it goes on."""
    fresh = locked(proceeding, version)
    if fresh.closed_at is None:
        raise EndedAlready(_("This goes on already. Look at the page again."))
    fresh.closed_at, fresh.outcome = None, ""
    changed(fresh)
    about = fresh.track
    add_line(
        actor=actor, case=fresh.case, kind=Happened.TRACK_BEGAN, about=about, at=at
    )
    record(kinds.REOPENED, actor=actor, subject=fresh.case.reference, at=at)
    return fresh


def locked(proceeding: Proceeding, version: int) -> Proceeding:
    """Return the proceeding, locked; raise ChangedMeanwhile where it is another one."""
    rows = Proceeding.objects.select_related("case__team")
    fresh = rows.select_for_update(of=("self",)).get(pk=proceeding.pk)
    if fresh.version != version:
        raise ChangedMeanwhile(
            _(
                "Somebody wrote something down here while you were writing. Look at "
                "the page once more, then keep yours if it still fits."
            )
        )
    return fresh


def changed(proceeding: Proceeding) -> None:
    """Keep a changed proceeding, with its next version."""
    proceeding.version += 1
    proceeding.save()


def number_field(proceeding_id: UUID) -> str:
    """Return what the number of the court's file is sealed as."""
    return f"proceedings.number.{proceeding_id}"
