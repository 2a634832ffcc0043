"""Fill the roster: shifts for the attorneys are proposed, as a plan that she may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.dispatch import Duty
from payung.engines.rostering import fill
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.standby import access, kinds
from payung.programme.standby.models import RosterPeriod, Shift
from payung.programme.standby.panel.questions import Question, question_of
from payung.programme.standby.periods import name_of
from payung.programme.standby.roster_rows import locked


class OnlyPlans(CannotBe):
    """The roster is published; nothing is filled in over people's heads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """How many shifts were proposed, and how many nobody could take, by duty."""

    made: int
    empty: int
    backup_made: int
    backup_empty: int


@transaction.atomic
def fill_period(*, actor: Actor, period: RosterPeriod, at: datetime) -> Filled:
    """Propose attorneys for the time that nobody has, evenly; raise OnlyPlans.

    First the first line, then its backup around it. What is planned stays, and what
    nobody can take stays empty and is shown.
    """
    access.check_planner(actor)
    fresh = locked(period)
    if fresh.published_at is not None:
        raise OnlyPlans(_("This roster is published. Plan single shifts."))
    made, empty = _filled(fresh, Duty.ATTORNEY, at)
    backup_made, backup_empty = _filled(fresh, Duty.ATTORNEY_BACKUP, at)

    shifts = made + backup_made
    record(kinds.FILLED, actor=actor, subject=name_of(fresh), at=at, shifts=shifts)
    return Filled(
        made=made, empty=empty, backup_made=backup_made, backup_empty=backup_empty
    )


def _filled(period: RosterPeriod, duty: Duty, at: datetime) -> tuple[int, int]:
    question = question_of(period, at=at, duty=duty)
    answer = fill(question.shifts, question.people, begins=question.begins)
    has = {one.shift: one.person for one in answer.assignments}
    rows = _rows(period, question, has, duty, at)
    Shift.objects.bulk_create(rows)
    return len(rows), len(question.free) - len(rows)


def _rows(
    period: RosterPeriod,
    question: Question,
    has: dict[str, str],
    duty: Duty,
    at: datetime,
) -> list[Shift]:
    people = {one.handle: one for one in Person.objects.filter(handle__in=has.values())}
    return [
        Shift(
            period=period,
            person=people[has[each.id]],
            duty=duty.value,
            starts_at=each.time.start,
            ends_at=each.time.end,
            made_at=at,
        )
        for each in question.free
        if each.id in has
    ]
