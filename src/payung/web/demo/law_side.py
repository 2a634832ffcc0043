"""Invented law: one who is counselled, and one whose date at court is next week."""

from __future__ import annotations

from datetime import datetime, timedelta

from payung.engines.proceedings import Body, Track
from payung.programme.cases.models import Case
from payung.programme.consents.deeds import give
from payung.programme.consents.models import How, Purpose
from payung.programme.counselling.intake import begin
from payung.programme.people.actors import Actor
from payung.programme.people.founding import Founded
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.proceedings.actions import NewProceeding, open_proceeding
from payung.programme.proceedings.hearing_deeds import NewHearing, set_hearing
from payung.programme.proceedings.words import Purpose as WhatFor


def law_side(founded: Founded, *, at: datetime) -> None:
    """Go on with the cases that are in hand and in which nobody is held now."""
    cases = Case.objects.filter(team=founded.team).order_by("-opened_at")
    free = [case for case in cases if not case.arrests.exists()]
    if free:
        _counsel(founded.actor, free[0], at)
    if len(free) > 1:
        _defend(founded.actor, free[1], at)


def _counsel(actor: Actor, case: Case, at: datetime) -> None:
    give(
        actor=actor,
        case=case,
        purpose=Purpose.SERVICE,
        how=How.SPOKEN,
        language=actor.language,
        at=at,
    )
    begin(actor=actor, case=case, at=at)


def _defend(actor: Actor, case: Case, at: datetime) -> None:
    new = NewProceeding(track=Track.DEFENCE, body=Body.COURT)
    begun = open_proceeding(actor=actor, case=case, new=new, at=at)
    people = Person.objects.filter(country=case.country)
    attorney = people.filter(roles_held__role=Role.ATTORNEY).order_by("handle").first()
    set_hearing(
        actor=actor,
        proceeding=begun,
        new=NewHearing(
            moment=at + timedelta(days=6),
            purpose=WhatFor.BAIL,
            goes=attorney,
        ),
        version=begun.version,
        at=at,
    )
