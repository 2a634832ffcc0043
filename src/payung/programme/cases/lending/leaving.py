"""Somebody leaves: what she had goes to a successor or to anyone, and nothing is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases import kinds
from payung.programme.cases.models import Case, Loan
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.side_teams import NobodyLeft

from .handing_on import cases_with, hand_on


class LastWhoCanOpen(CannotBe):
    """She alone can open a case that was taken out of the team's sight."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HandedOn:
    """How many of her cases the successor got, and how many are anyone's now."""

    to_successor: int
    to_anyone: int


@transaction.atomic
def hand_on_all(
    *, actor: Actor, leaver: Person, successor: Person | None, at: datetime
) -> HandedOn:
    """Hand on whatever somebody had, in every case of her country.

    For the same transaction as closing her account, after it: her keys are gone and
    those of her teams are new. A successor gets only what she can open.
    """
    got = 0
    cases = list(_cases_of(leaver))
    for case in cases:
        got += hand_on(
            actor=actor, case=case, leaver=leaver, successor=successor, at=at
        )
    loans = Loan.objects.filter(person=leaver, ended_at=None)
    loans.update(ended_at=at, ended_by=actor.handle)
    who = successor.handle if successor else ""
    record(
        kinds.HANDED_ON,
        actor=actor,
        subject=leaver.handle,
        at=at,
        who=who,
        cases=len(cases),
    )
    return HandedOn(to_successor=got, to_anyone=len(cases) - got)


def last_who_can_open(refusal: NobodyLeft) -> LastWhoCanOpen:
    """Return what to say where a side team would be left with nobody."""
    return LastWhoCanOpen(
        _(
            "Only she can open %(cases)s. Ask her, or whoever asked her to step in, to "
            "let somebody else see it first; then close her account."
        )
        % {"cases": ", ".join(_kept_by(refusal.team))}
    )


def _kept_by(team: Team) -> list[str]:
    cases = Case.objects.filter(team=team).order_by("reference")
    return list(cases.values_list("reference", flat=True)) or [team.name]


def _cases_of(leaver: Person) -> list[Case]:
    rows = Case.objects.select_for_update().filter(pk__in=cases_with(leaver))
    return list(rows.order_by("pk"))
