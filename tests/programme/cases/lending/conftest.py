"""A team of three, a second team in the same country, and one case of the first."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from payung.engines import sealed
from payung.programme.cases.access import NoSuchCase, case_for
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.models import Case
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from tests.cast import (
    ANJU,
    MAYA,
    OFFICER,
    OPERATOR,
    OUTSIDER,
    RINA,
    SUNITA,
    account,
    as_actor,
    team_of,
)
from tests.programme.cases.conftest import local


TITLE = "Kamala of the tea shop"


@dataclass(frozen=True, kw_only=True)
class Two:
    """Two teams of one country, somebody of no team, and somebody abroad."""

    team: Team
    maya: Actor
    sunita: Actor
    anju: Actor
    other_team: Team
    operator: Actor
    officer: Actor
    outsider: Actor
    rina: Actor


@pytest.fixture
def two(db: None) -> Two:
    team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    other_team, [operator, officer] = team_of(OPERATOR, OFFICER, name="Night team")
    _far, [rina] = team_of(RINA, name="Far team")
    return Two(
        team=team,
        maya=maya,
        sunita=sunita,
        anju=anju,
        other_team=other_team,
        operator=operator,
        officer=officer,
        outsider=as_actor(account(OUTSIDER)),
        rina=rina,
    )


@pytest.fixture
def lent(two: Two) -> Case:
    new = NewCase(team=two.team, title=TITLE, note="Held since")
    return open_case(actor=two.sunita, new=new, at=local(22, 17))


def now_as(handle: str) -> Actor:
    """Return somebody who has just signed in anew."""
    return as_actor(person(handle))


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def title_for(actor: Actor, reference: str) -> str:
    """Return the title as this actor opens it, or "" where she gets nothing of it."""
    try:
        case = case_for(actor, reference)
        secret = actor.unlocked.secret(case.record)
    except (NoSuchCase, sealed.Refused):
        return ""
    assert case.title is not None
    return sealed.open_field(secret, "case.title", case.title)


def key_opens_for(actor: Actor, case: Case) -> bool:
    """Return whether her keys reach the case's own, whatever the pages would say."""
    try:
        actor.unlocked.secret(case.record)
    except sealed.Refused:
        return False
    return True


def nonsense(case: Case) -> None:
    """Put envelopes that nobody can open in place of everything sealed in a case.

    A deed that would open anything is refused then, however it opens it.
    """
    shut = sealed.Envelope(data=b"\x01" + bytes(300))
    Case.objects.filter(pk=case.pk).update(title=shut, note=shut)
    case.timeline.update(text=shut)
    case.tasks.update(text=shut)
