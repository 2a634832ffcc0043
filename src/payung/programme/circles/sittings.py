"""Plan a sitting, say that it was held and how, finish its minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from payung.programme.activities.actions import NewActivity, hold
from payung.programme.activities.models import Kind, State
from payung.programme.activities.taking_up import WHICHEVER_FITS, Wish, take_up
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of

from . import kinds
from .access import where_it_is_now
from .codes import Allowed, Group
from .models import FocusGroup
from .sealing import new_key, seal_if_any


class MinutesFinished(CannotBe):
    """The minutes are finished; what is new belongs into the next sitting."""


class CalledOff(CannotBe):
    """A sitting that was called off: nothing is written down at it."""


class NotHeldYet(CannotBe):
    """Minutes of a sitting of which nobody wrote down that it was held."""


class FindingsWait(CannotBe):
    """Findings without an answer; `numbers` names them."""

    def __init__(self, sentence: str, *, numbers: tuple[int, ...]) -> None:
        super().__init__(sentence)
        self.numbers = numbers


@dataclass(frozen=True, kw_only=True, slots=True)
class NewGroup:
    """A sitting as it is planned; `key` makes a form that is sent twice harmless."""

    team: Team
    group: Group
    start: datetime
    end: datetime
    quorum: int
    site: str = ""
    line: UUID | None = None
    key: UUID | None = None
    # Where it stands on the plan already.
    wish: Wish = WHICHEVER_FITS


@dataclass(frozen=True, kw_only=True, slots=True)
class Sat:
    """How a sitting went: when, who came by category, who led, what is allowed."""

    started: datetime
    ended: datetime
    came: Mapping[str, int]
    led_by_community: bool
    allowed: Allowed
    safety: str = field(default="", repr=False)
    note: str = field(default="", repr=False)


@transaction.atomic
def plan_group(*, actor: Actor, new: NewGroup, at: datetime) -> FocusGroup:
    """Plan a sitting; the same form again gives the one that it made before."""
    planned = NewActivity(
        team=new.team,
        kind=Kind.FOCUS_GROUP,
        start=new.start,
        end=new.end,
        site=new.site,
        line=new.line,
        key=new.key,
    )
    activity = take_up(actor=actor, new=planned, at=at, wish=new.wish)
    before = FocusGroup.objects.filter(activity=activity).first()
    if before is not None:
        return before
    group = FocusGroup(
        id=uuid4(),
        activity=activity,
        team=activity.team,
        country=actor.country,
        site=activity.site,
        group=new.group,
        quorum=new.quorum,
        planned_on=day_of(actor.country, activity.planned_start),
        made_at=at,
        made_by=actor.handle,
    )
    new_key(actor, activity.team, group.pk)
    group.save(force_insert=True)
    record(kinds.PLANNED, actor=actor, subject=str(group.pk), at=at)
    return group


@transaction.atomic
def hold_group(
    *, actor: Actor, group: FocusGroup, sat: Sat, at: datetime
) -> FocusGroup:
    """Write down how a sitting went; raise CannotBe. Written again it is corrected."""
    fresh = open_minutes(group)
    fresh.activity = hold(
        actor=actor,
        activity=fresh.activity,
        started=sat.started,
        ended=sat.ended,
        came=sat.came,
        at=at,
    )
    fresh.led_by_community, fresh.allowed = sat.led_by_community, sat.allowed
    # Left empty the second time, what was written the first time stays.
    if sat.safety:
        fresh.safety = seal_if_any(actor, fresh.pk, "safety", fresh.pk, sat.safety)
    if sat.note and not fresh.marked.filter(part="note").exists():
        fresh.note = seal_if_any(actor, fresh.pk, "note", fresh.pk, sat.note)
    fresh.save()
    record(kinds.HELD, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def finish_minutes(*, actor: Actor, group: FocusGroup, at: datetime) -> FocusGroup:
    """Finish the minutes; raise FindingsWait with the findings that have no answer."""
    fresh = open_minutes(group)
    if fresh.activity.state != State.HELD:
        raise NotHeldYet(_("First write down that it was held, and who came."))
    waiting = tuple(waiting_numbers(fresh))
    if waiting:
        raise FindingsWait(
            _(
                "These findings have no answer yet: %(numbers)s. For each one choose: "
                "decide, watch, pass on, or do nothing and why."
            )
            % {"numbers": ", ".join(str(number) for number in waiting)},
            numbers=waiting,
        )
    fresh.finished_at, fresh.finished_by = at, actor.handle
    fresh.save(update_fields=["finished_at", "finished_by"])
    record(kinds.FINISHED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


def waiting_numbers(group: FocusGroup) -> list[int]:
    """Return the numbers of findings that nobody answered yet."""
    rows = group.findings.filter(answer="", withdrawn_at=None).order_by("number")
    return list(rows.values_list("number", flat=True))


def came_to(group: FocusGroup) -> int:
    """Return how many came."""
    total: int | None = group.activity.came.aggregate(all=Sum("count"))["all"]
    return total or 0


def open_minutes(group: FocusGroup) -> FocusGroup:
    """Return the sitting, locked for a deed; raise MinutesFinished."""
    rows = FocusGroup.objects.select_related("activity", "team")
    fresh = rows.select_for_update(of=("self",)).get(pk=group.pk)
    _follow(fresh)
    refuse_over(fresh)
    return fresh


def refuse_over(group: FocusGroup) -> None:
    """Raise MinutesFinished or CalledOff where nothing can be written down here."""
    if group.finished_at is not None:
        raise MinutesFinished(
            _(
                "The minutes are finished. Write it down at the next sitting. Where "
                "they are wrong, the coordinator can open them again."
            )
        )
    if group.activity.state == State.CANCELLED:
        raise CalledOff(
            _(
                "This sitting was called off. If that is not so, say it on the page "
                "of the sitting first."
            )
        )


def _follow(group: FocusGroup) -> None:
    """Where the sitting was moved to another day, go on with what took its place."""
    before = group.activity
    if where_it_is_now(group).activity != before:
        group.save(update_fields=["activity", "planned_on"])
