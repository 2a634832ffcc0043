"""Plan a course for a group and let people into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from payung.programme.activities.actions import (
    NewActivity,
    NoSuchCategory,
    cancel,
    postpone,
)
from payung.programme.activities.cards import card_shown
from payung.programme.activities.categories import is_category
from payung.programme.activities.models import Activity, Kind, Reason, State
from payung.programme.activities.putting_back import put_back
from payung.programme.activities.taking_up import (
    WHICHEVER_FITS,
    Wish,
    nearest_of_its_month,
    take_up,
)
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team

from . import kinds
from .attendance import settle
from .models import CourseGroup, CourseVersion, Enrolment, ItemBank, TrainingSession
from .pairing import digest_of, new_id, seal_pairing_key
from .refusals import AlreadyIn, NotWritten


@dataclass(frozen=True, kw_only=True, slots=True)
class NewGroup:
    """A course as it is planned for a group: its days as (start, end)."""

    team: Team
    version: CourseVersion
    bank: ItemBank | None
    language: str
    days: tuple[tuple[datetime, datetime], ...]
    site: str = ""
    key: UUID | None = None
    owner: Person | None = None
    line: UUID | None = None
    # Which row of the plan is one of its days.
    wish: Wish = WHICHEVER_FITS


@dataclass(frozen=True, kw_only=True, slots=True)
class NewEnrolment:
    """Somebody as she comes in: her card, her own code, or neither."""

    category: str
    card: str = ""
    code: str = ""
    key: UUID | None = None


@transaction.atomic
def plan_group(*, actor: Actor, new: NewGroup, at: datetime) -> CourseGroup:
    """Plan a course for a group; the same form again gives the group it made before."""
    if new.key is not None:
        before = CourseGroup.objects.filter(key=new.key, team=new.team).first()
        if before is not None:
            return before
    if not new.days:
        raise NotWritten(_("A course needs at least one day."), field="days")
    group = CourseGroup(
        id=new_id(),
        key=new.key,
        country=actor.country,
        team=new.team,
        version=new.version,
        bank=new.bank,
        language=new.language,
        site=new.site,
        made_at=at,
        made_by=actor.handle,
    )
    group.pairing = seal_pairing_key(actor, new.team, group.pk)
    group.save(force_insert=True)
    _plan_days(actor, group, new, at)
    settle(group)
    record(kinds.GROUP, actor=actor, subject=str(group.pk), at=at)
    return group


@transaction.atomic
def enrol(
    *, actor: Actor, group: CourseGroup, new: NewEnrolment, at: datetime
) -> Enrolment:
    """Let somebody in and give her the next number; raise CannotBe.

    The same form again gives the number it gave before.
    """
    if not is_category(new.category):
        raise NoSuchCategory(
            _("This group is not on the list. Open the page again."), field="category"
        )
    # One after the other: two who come in at once must not get the same number.
    CourseGroup.objects.select_for_update().get(pk=group.pk)
    every = Enrolment.objects.filter(group=group)
    before = every.filter(key=new.key).first() if new.key else None
    if before is not None:
        return before
    card = card_shown(new.card, country=group.country) if new.card else None
    code = digest_of(actor, group, new.code) if new.code else ""
    inside = every.filter(withdrawn_at=None)
    if card is not None and inside.filter(card=card).exists():
        raise AlreadyIn(_("This card is in the group already."), field="card")
    if code and inside.filter(code=code).exists():
        raise AlreadyIn(
            _("Somebody in this group has this code. Add one more sign to it."),
            field="code",
        )
    last = every.aggregate(last=Max("number"))["last"] or 0
    row = Enrolment.objects.create(
        key=new.key,
        group=group,
        number=last + 1,
        card=card,
        code=code,
        category=new.category,
        made_at=at,
    )
    record(kinds.ENROLLED, actor=actor, subject=str(group.pk), at=at)
    return row


@transaction.atomic
def move_day(
    *,
    actor: Actor,
    session: TrainingSession,
    reason: Reason,
    start: datetime,
    end: datetime,
    at: datetime,
) -> TrainingSession:
    """Move a day of the course; return the one that takes its place."""
    instead = postpone(
        actor=actor,
        activity=session.activity,
        reason=reason,
        start=start,
        end=end,
        at=at,
    )
    moved = _add_day(session.group, instead)
    settle(session.group)
    return moved


@transaction.atomic
def drop_day(
    *, actor: Actor, session: TrainingSession, reason: Reason, at: datetime
) -> None:
    """Call a day of the course off; it no longer counts among its days."""
    cancel(actor=actor, activity=session.activity, reason=reason, at=at)
    settle(session.group)


@transaction.atomic
def put_day_back(*, actor: Actor, session: TrainingSession, at: datetime) -> None:
    """Let a day that was called off or moved by mistake count again; raise CannotBe."""
    session.activity = put_back(actor=actor, activity=session.activity, at=at)
    settle(session.group)


def days_not_held(group: CourseGroup) -> list[TrainingSession]:
    """Return the days that were called off or moved, the first first."""
    rows = group.sessions.select_related("activity__instead")
    gone = (State.CANCELLED, State.POSTPONED)
    return list(
        rows.filter(activity__state__in=gone).order_by("activity__planned_start")
    )


def days_of(group: CourseGroup) -> list[TrainingSession]:
    """Return the days of a group that count, the first first."""
    rows = group.sessions.select_related("activity")
    gone = (State.CANCELLED, State.POSTPONED)
    return list(
        rows.exclude(activity__state__in=gone).order_by("activity__planned_start")
    )


def _plan_days(actor: Actor, group: CourseGroup, new: NewGroup, at: datetime) -> None:
    """Plan each day under a row of the plan while there are any, all of one line.

    The day nearest to the row that was chosen takes that one, before the others.
    """
    days = [
        NewActivity(
            team=new.team,
            kind=Kind.TRAINING,
            start=start,
            end=end,
            site=new.site,
            line=new.line,
            owner=new.owner,
            key=uuid5(group.pk, str(number)),
        )
        for number, (start, end) in enumerate(new.days)
    ]
    first = nearest_of_its_month(days, new.wish, country=group.country)
    ordered = [first, *(day for day in days if day is not first)]
    wish, line = new.wish, None
    for day in ordered:
        taken = take_up(actor=actor, new=day, at=at, wish=wish, of_line=line)
        _add_day(group, taken)
        line = line or taken.line
        wish = Wish(apart=wish.apart, ask=wish.ask)


def _add_day(group: CourseGroup, activity: Activity) -> TrainingSession:
    return TrainingSession.objects.create(group=group, activity=activity)
