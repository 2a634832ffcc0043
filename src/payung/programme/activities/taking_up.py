"""Take up what stands on the plan when its work is planned, so that both are one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of

from . import kinds
from .actions import (
    GRACE,
    EndsBeforeItBegins,
    NewActivity,
    plan_activity,
    seal_note,
)
from .models import Activity, State
from .work import bare


# What somebody may still begin. Held: somebody ticked it off without its work.
CAN_BE_BEGUN = (State.PLANNED, State.MISSED, State.HELD)
# No two moments of one month lie further apart.
A_MONTH = timedelta(days=31)
# The field of a form that asks which row of the plan this is.
FIELD = "on_plan"
# How a form says that something is not on the plan.
APART_WORD = "none"


class WhichOfThePlan(CannotBe):
    """Rows of more than one line of the plan fit: somebody has to say which."""


class NotToBeBegun(CannotBe):
    """What was chosen is begun already, called off, or another team's."""


class AnotherMonth(CannotBe):
    """The plan has it in another month: it is moved there with a reason first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What somebody wants of the plan: a row she chose, none, or whichever fits.

    `ask`: somebody sits before a form and can be asked again. Where nobody does, what
    is not clear is left alone.
    """

    activity: UUID | None = None
    apart: bool = False
    ask: bool = False

    @property
    def text(self) -> str:
        """Return it as forms and drafts keep it: "", "none" or the id of a row."""
        if self.apart:
            return APART_WORD
        return str(self.activity) if self.activity else ""


WHICHEVER_FITS = Wish()


def wish_in(text: str, *, ask: bool = False) -> Wish:
    """Return the wish that a form or a draft keeps as text."""
    if text == APART_WORD:
        return Wish(apart=True, ask=ask)
    return Wish(activity=UUID(text) if text else None, ask=ask)


@transaction.atomic
def take_up(
    *,
    actor: Actor,
    new: NewActivity,
    at: datetime,
    wish: Wish = WHICHEVER_FITS,
    of_line: UUID | None = None,
) -> Activity:
    """Return the activity of a piece of work: one of the plan where one fits, or new.

    `of_line` keeps to rows of one line. The same form again gives what it gave before.
    Raise CannotBe.
    """
    if new.end <= new.start:
        raise EndsBeforeItBegins(
            _("This ends before it begins. Look at the two times."), field="end"
        )
    # One after the other in a team: two must not take up the same row.
    Team.objects.select_for_update().get(pk=new.team.pk)
    if new.key is not None:
        before = Activity.objects.filter(key=new.key, team=new.team).first()
        if before is not None:
            return before
    row = _wished(actor, new, wish, of_line)
    if row is None:
        apart = replace(new, apart=wish.apart)
        return plan_activity(actor=actor, new=apart, at=at)
    return _taken(actor, row, new, at)


def fitting(
    new: NewActivity, *, country: str, of_line: UUID | None = None
) -> list[Activity]:
    """Return the rows of the plan that this may be, the nearest first.

    They are of one line unless it is not clear of which. Inside a transaction that has
    locked the team.
    """
    zone = pack_of(country).zone()
    wanted = of_line or new.line
    about = (new.start - A_MONTH, new.start + A_MONTH)
    near = Q(planned_start__range=about) | Q(held_start__range=about)
    rows = [
        row
        for row in Activity.objects.filter(
            near, bare(new.kind), team=new.team, state__in=CAN_BE_BEGUN
        )
        if _may_be(row, new, zone) and wanted in (None, row.line)
    ]
    of_this_room = [row for row in rows if row.site == new.site]
    return sorted(
        of_this_room or rows,
        key=lambda row: (abs(_begins(row) - new.start), row.planned_start, row.pk),
    )


def nearest_of_its_month(
    news: Sequence[NewActivity], wish: Wish, *, country: str
) -> NewActivity:
    """Return what lies nearest to the row that was chosen; the first without one."""
    row = Activity.objects.filter(pk=wish.activity).first() if wish.activity else None
    if row is None:
        return news[0]
    zone, begins = pack_of(country).zone(), _begins(row)
    month = month_there(begins, zone)
    return min(
        news,
        key=lambda new: (
            month_there(new.start, zone) != month,
            abs(new.start - begins),
        ),
    )


def refuse_unclear(new: NewActivity, wish: Wish, *, country: str) -> None:
    """Raise WhichOfThePlan where somebody can be asked and rows of two lines fit."""
    if not wish.ask or wish.apart or wish.activity:
        return
    rows = fitting(new, country=country)
    if len({row.line for row in rows}) > 1:
        raise _unclear()


def hand_back(activity: Activity, *, at: datetime) -> bool:
    """Let a row of the plan stand bare again for other work; return False for others.

    Its work must be gone already. Inside a transaction.
    """
    if activity.line is None:
        return False
    activity.key = None
    activity.state, activity.reason = State.PLANNED, ""
    activity.held_start = activity.held_end = None
    activity.due_at, activity.changed_at = activity.planned_end + GRACE, at
    activity.save()
    return True


def month_there(moment: datetime, zone: ZoneInfo) -> date:
    """Return the first day of the month that a moment lies in there."""
    return moment.astimezone(zone).date().replace(day=1)


def _wished(
    actor: Actor, new: NewActivity, wish: Wish, of_line: UUID | None
) -> Activity | None:
    if wish.apart:
        return None
    if wish.activity is not None:
        try:
            return _chosen(actor, new, wish.activity)
        except CannotBe:
            if wish.ask:
                raise
    rows = fitting(new, country=actor.country, of_line=of_line)
    if len({row.line for row in rows}) > 1:
        if wish.ask:
            raise _unclear()
        return None
    return rows[0] if rows else None


def _unclear() -> WhichOfThePlan:
    return WhichOfThePlan(
        _("This may be more than one thing on the plan. Choose which it is."),
        field=FIELD,
    )


def _chosen(actor: Actor, new: NewActivity, activity: UUID) -> Activity:
    rows = Activity.objects.filter(
        bare(new.kind), team=new.team, state__in=CAN_BE_BEGUN
    )
    row = rows.filter(pk=activity).first()
    if row is None:
        raise NotToBeBegun(
            _("Somebody has begun this already, or it is another team's."),
            field=FIELD,
        )
    zone = pack_of(actor.country).zone()
    month = month_there(row.planned_start, zone)
    if row.state != State.HELD and month_there(new.start, zone) != month:
        raise AnotherMonth(
            _(
                "The plan has this in another month. Move it to another day first, "
                "with the reason."
            ),
            field=FIELD,
        )
    return row


def _may_be(row: Activity, new: NewActivity, zone: ZoneInfo) -> bool:
    """Return whether a row fits by its day and its room."""
    if row.site and new.site and row.site != new.site:
        return False
    begins = _begins(row).astimezone(zone).date()
    day = new.start.astimezone(zone).date()
    # What somebody ticked off or planned without the plan is this only on its day.
    if row.state == State.HELD or row.line is None:
        return begins == day
    return (begins.year, begins.month) == (day.year, day.month)


def _begins(row: Activity) -> datetime:
    return row.held_start or row.planned_start


def _taken(actor: Actor, row: Activity, new: NewActivity, at: datetime) -> Activity:
    if row.state != State.HELD:
        row.planned_start, row.planned_end = new.start, new.end
        row.state, row.due_at = State.PLANNED, new.end + GRACE
    row.key = new.key or row.key
    row.site = new.site or row.site
    row.line = row.line or new.line
    row.owner = new.owner or row.owner
    if new.note and not row.note:
        seal_note(actor, row, new.note)
    row.changed_at = at
    row.save()
    subject = str(row.pk)
    record(kinds.TAKEN_UP, actor=actor, subject=subject, at=at, what=row.kind)
    return row
