"""Plan something, say that it was held, move it, call it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.stored_keys import row_of

from . import kinds
from .categories import is_category
from .models import Activity, Kind, Participation, Reason, State
from .work import refuse_elsewhere, work_of


NOTE = "activity.note"
# So long people have to write down that it was held; then it counts as missed.
GRACE = timedelta(days=7)


class EndsBeforeItBegins(CannotBe):
    """A start that lies after its end."""


class StillToCome(CannotBe):
    """Only what has happened can be written down as held."""


class NotAsItIs(CannotBe):
    """Somebody has said already what became of it."""


class NoSuchCategory(CannotBe):
    """A count for a category that is not on the list."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewActivity:
    """An activity as it is planned; `key` makes a form that is sent twice harmless."""

    team: Team
    kind: Kind
    start: datetime
    end: datetime
    site: str = ""
    line: UUID | None = None
    key: UUID | None = None
    owner: Person | None = None
    note: str = ""
    # Somebody said that it is not on the plan.
    apart: bool = False


@transaction.atomic
def plan_activity(*, actor: Actor, new: NewActivity, at: datetime) -> Activity:
    """Plan something; the same form again gives the activity that it made before."""
    if new.end <= new.start:
        raise EndsBeforeItBegins(
            _("This ends before it begins. Look at the two times."), field="end"
        )
    if new.key is not None:
        # The same form sent twice at once: the second waits here for the first.
        Team.objects.select_for_update().get(pk=new.team.pk)
        before = Activity.objects.filter(key=new.key, team=new.team).first()
        if before is not None:
            return before
    activity = row_of_new(actor, new, at)
    if new.note:
        seal_note(actor, activity, new.note)
    activity.save(force_insert=True)
    subject = str(activity.pk)
    record(kinds.PLANNED, actor=actor, subject=subject, at=at, what=new.kind.value)
    return activity


@transaction.atomic
def hold(
    *,
    actor: Actor,
    activity: Activity,
    started: datetime,
    ended: datetime,
    came: Mapping[str, int],
    at: datetime,
) -> Activity:
    """Write down that it was held and how many of which category came.

    Written down again it is corrected, not doubled; the same sent twice is written down
    once. Raise CannotBe.
    """
    fresh = _locked(activity)
    if fresh.state not in (State.PLANNED, State.MISSED, State.HELD):
        raise _as_it_is(fresh)
    if ended <= started:
        raise EndsBeforeItBegins(
            _("This ends before it begins. Look at the two times."), field="ended"
        )
    if started > at:
        raise StillToCome(
            _("This is still to come. Write it down when it was held."), field="started"
        )
    if _is_written_down(fresh, started, ended, came):
        return fresh
    fresh.held_start, fresh.held_end = started, ended
    fresh.state, fresh.reason, fresh.due_at = State.HELD, "", None
    fresh.changed_at = at
    fresh.save()
    count_who_came(fresh, came)
    record(kinds.HELD, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


def hold_here(
    *,
    actor: Actor,
    activity: Activity,
    started: datetime,
    ended: datetime,
    came: Mapping[str, int],
    at: datetime,
) -> Activity:
    """Write down that it was held where no app carries it out; raise CannotBe."""
    refuse_elsewhere(activity)
    return hold(
        actor=actor,
        activity=activity,
        started=started,
        ended=ended,
        came=came,
        at=at,
    )


@transaction.atomic
def postpone(
    *,
    actor: Actor,
    activity: Activity,
    reason: Reason,
    start: datetime,
    end: datetime,
    at: datetime,
) -> Activity:
    """Move it to another day with the reason; return the one that takes its place."""
    fresh = _locked(activity)
    if fresh.state not in (State.PLANNED, State.MISSED):
        raise _as_it_is(fresh)
    new = NewActivity(
        team=fresh.team,
        kind=Kind(fresh.kind),
        start=start,
        end=end,
        site=fresh.site,
        line=fresh.line,
        owner=fresh.owner,
        apart=fresh.apart,
    )
    fresh.instead = plan_activity(actor=actor, new=new, at=at)
    fresh.state, fresh.reason, fresh.due_at = State.POSTPONED, reason, None
    fresh.changed_at = at
    fresh.save()
    work = work_of(fresh.kind)
    if work is not None and work.moved is not None:
        work.moved(fresh, fresh.instead)
    subject = str(fresh.pk)
    record(kinds.MOVED, actor=actor, subject=subject, at=at, reason=reason.value)
    return fresh.instead


@transaction.atomic
def cancel(
    *, actor: Actor, activity: Activity, reason: Reason, at: datetime
) -> Activity:
    """Call it off with the reason."""
    fresh = _locked(activity)
    if fresh.state not in (State.PLANNED, State.MISSED):
        raise _as_it_is(fresh)
    fresh.state, fresh.reason, fresh.due_at = State.CANCELLED, reason, None
    fresh.changed_at = at
    fresh.save()
    subject = str(fresh.pk)
    record(kinds.CANCELLED, actor=actor, subject=subject, at=at, reason=reason.value)
    return fresh


def row_of_new(actor: Actor, new: NewActivity, at: datetime) -> Activity:
    """Return the row of an activity as it is planned, without its note, not yet saved."""
    return Activity(
        key=new.key,
        country=actor.country,
        team=new.team,
        kind=new.kind,
        site=new.site,
        line=new.line,
        apart=new.apart,
        planned_start=new.start,
        planned_end=new.end,
        due_at=new.end + GRACE,
        owner=new.owner,
        made_by=actor.handle,
        changed_at=at,
    )


def count_who_came(activity: Activity, came: Mapping[str, int]) -> None:
    """Store how many of each category came, inside the transaction of a deed."""
    unknown = [letters for letters in came if not is_category(letters)]
    if unknown:
        raise NoSuchCategory(
            _("This group is not on the list. Open the page again."), field="came"
        )
    activity.came.filter(card=None, by_card=False).delete()
    Participation.objects.bulk_create(
        Participation(activity=activity, category=letters, count=count)
        for letters, count in came.items()
        if count
    )


def _is_written_down(
    activity: Activity, started: datetime, ended: datetime, came: Mapping[str, int]
) -> bool:
    """Return whether exactly this stands there: a form that was sent twice."""
    if (activity.held_start, activity.held_end) != (started, ended):
        return False
    there = activity.came.filter(card=None, by_card=False).values_list(
        "category", "count"
    )
    given = {letters: count for letters, count in came.items() if count}
    return activity.state == State.HELD and dict(there) == given


def seal_note(actor: Actor, activity: Activity, note: str) -> None:
    """Seal what was noted under a key of its own; the activity is not saved yet."""
    secret = sealed.new_record_secret(uuid4())
    keys = actor.unlocked.team(activity.team_id, activity.team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    activity.record = UUID(str(secret.record))
    activity.note = sealed.seal_field(secret, NOTE, note)


def _locked(activity: Activity) -> Activity:
    rows = Activity.objects.select_related("team", "owner")
    return rows.select_for_update(of=("self",)).get(pk=activity.pk)


def _as_it_is(activity: Activity) -> NotAsItIs:
    return NotAsItIs(
        _("Somebody has written down already: “%(state)s”. Look at the page again.")
        % {"state": State(activity.state).label}
    )
