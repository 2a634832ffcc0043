"""Who came on which day, and by rule who has completed: four of five days."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.engines.indicators import completed_course
from payung.programme.activities.actions import hold
from payung.programme.activities.models import Activity, Participation, State
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .models import Attendance, CourseGroup, Enrolment, TrainingSession
from .refusals import NotWritten, TooEarly


# Asked again from this day after the course on; the engine says what still counts.
FOLLOW_UP_FROM = timedelta(days=60)


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """Who came on a day: numbers of the group, and others counted by category."""

    numbers: frozenset[int] = frozenset()
    others: Mapping[str, int] | None = None


@transaction.atomic
def write_attendance(
    *,
    actor: Actor,
    session: TrainingSession,
    started: datetime,
    ended: datetime,
    came: Came,
    at: datetime,
) -> None:
    """Write down a day and who came; written down again, it is corrected."""
    there = list(in_it(session.group).filter(number__in=came.numbers))
    heads = Counter({k: n for k, n in (came.others or {}).items() if n > 0})
    heads.update(each.category for each in there if each.card_id is None)
    session.activity = hold(
        actor=actor,
        activity=session.activity,
        started=started,
        ended=ended,
        came=heads,
        at=at,
    )
    _count_cards(session.activity, there)
    session.present.all().delete()
    Attendance.objects.bulk_create(
        Attendance(session=session, enrolment=each) for each in there
    )
    settle(session.group)
    record(kinds.CAME, actor=actor, subject=str(session.activity_id), at=at)


def day_not_held(session: TrainingSession) -> None:
    """Let a day stand as one on which nobody came; raise NotWritten.

    Inside the transaction that takes back what its activity says.
    """
    if session.group.completed is not None:
        raise NotWritten(
            _(
                "How many completed this course is written down already. It rests on "
                "the days that were held."
            )
        )
    session.present.all().delete()
    settle(session.group)


@transaction.atomic
def count_completed(
    *, actor: Actor, group: CourseGroup, people: int, on: date, at: datetime
) -> CourseGroup:
    """Keep how many completed, for a group that is counted by heads; raise CannotBe."""
    held = _held_days(group)
    if not held:
        raise TooEarly(
            _("No day of this course is written down yet. Do that first."),
            field="people",
        )
    if in_it(group).exists():
        raise NotWritten(
            _("This group has numbers: who completed is found from its days."),
            field="people",
        )
    most = max((_heads(each.activity) for each in held), default=0)
    if people > most:
        raise NotWritten(
            _("On the fullest day %(most)s came. So many cannot have completed.")
            % {"most": most},
            field="people",
        )
    group.completed, group.completed_on = people, on
    group.save(update_fields=["completed", "completed_on"])
    record(kinds.COUNTED, actor=actor, subject=str(group.pk), at=at)
    return group


def settle(group: CourseGroup) -> None:
    """Set who has completed and when, and from when the group is asked again."""
    counted = _counted_days(group)
    held = _held_days(group)
    came: dict[int, list[datetime]] = defaultdict(list)
    for enrolment, ended in Attendance.objects.filter(session__in=held).values_list(
        "enrolment_id", "session__activity__held_end"
    ):
        if ended is not None:
            came[enrolment].append(ended)
    changed = []
    for each in in_it(group):
        done = _completed_at(sorted(came[each.pk]), counted)
        if done != each.completed_at:
            each.completed_at = done
            changed.append(each)
    Enrolment.objects.bulk_update(changed, ["completed_at"])
    _set_follow_up(group, held)


def in_it(group: CourseGroup) -> QuerySet[Enrolment]:
    """Return those who are in a group, without who was let in by mistake."""
    return group.enrolments.filter(withdrawn_at=None)


def last_day(group: CourseGroup) -> datetime | None:
    """Return the end of the last day that was held."""
    ends = [s.activity.held_end for s in _held_days(group) if s.activity.held_end]
    return max(ends, default=None)


def _completed_at(ends: list[datetime], days: int) -> datetime | None:
    for attended, end in enumerate(ends, start=1):
        if completed_course(attended=attended, held=days):
            return end
    return None


def _counted_days(group: CourseGroup) -> int:
    # A day to come counts: after the first of five days nobody has completed.
    counts = (State.PLANNED, State.HELD)
    return group.sessions.filter(activity__state__in=counts).count()


def _held_days(group: CourseGroup) -> list[TrainingSession]:
    rows = group.sessions.filter(activity__state=State.HELD)
    return list(rows.select_related("activity"))


def _set_follow_up(group: CourseGroup, held: list[TrainingSession]) -> None:
    ends = [each.activity.held_end for each in held if each.activity.held_end]
    over = ends and len(held) == _counted_days(group)
    day = (max(ends) + FOLLOW_UP_FROM).date() if over else None
    if day != group.follow_up_on:
        group.follow_up_on = day
        group.save(update_fields=["follow_up_on"])


def _heads(activity: Activity) -> int:
    return sum(activity.came.values_list("count", flat=True))


def _count_cards(activity: Activity, there: Collection[Enrolment]) -> None:
    # Also those whose cards are forgotten: they are among the heads now.
    activity.came.exclude(card=None, by_card=False).delete()
    Participation.objects.bulk_create(
        Participation(
            activity=activity, category=each.category, card_id=each.card_id, count=1
        )
        for each in there
        if each.card_id is not None
    )
