"""Dates at court go on with a case: to a successor who can go, or another is looked for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from payung.programme.cases.models import Case
from payung.programme.cases.words.tracks import HearingState
from payung.programme.journal.actions import Acting
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.proceedings.going import look_for_another, name_who_goes
from payung.programme.proceedings.hearing_deeds import locked_hearing
from payung.programme.proceedings.models import Going, Hearing


CASE = "hearing__proceeding__case"


def cases_with(person: Person) -> QuerySet[Case]:
    """Return the cases with a date, still set, to which somebody goes."""
    return Case.objects.filter(pk__in=_goings(person).values(CASE))


def hand_on(
    *,
    actor: Acting,
    case: Case,
    leaver: Person,
    successor: Person | None,
    at: datetime,
) -> None:
    """Hand on the dates to come of one case."""
    going = _goings(leaver).filter(hearing__at__gt=at, **{CASE: case})
    for hearing_id in going.order_by("hearing").values_list("hearing", flat=True):
        hearing = locked_hearing(hearing_id)
        if not _goes_instead(hearing, successor, actor, at):
            asker = Person.objects.filter(handle=actor.handle).first() or leaver
            look_for_another(hearing, asker=asker, why="", by=actor, at=at)


def _goings(person: Person) -> QuerySet[Going]:
    return Going.objects.filter(
        person=person, until=None, hearing__state=HearingState.SET
    )


def _goes_instead(
    hearing: Hearing, successor: Person | None, actor: Acting, at: datetime
) -> bool:
    if successor is None or not isinstance(actor, Actor):
        return False
    try:
        name_who_goes(actor=actor, hearing=hearing, person=successor, at=at)
    except CannotBe:
        # No attorney, away on that day, or in no team that can open the case.
        return False
    return True
