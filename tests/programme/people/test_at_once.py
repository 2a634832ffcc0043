"""Two coordinators act in the same moment, on whichever database the settings name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import Count

from payung.programme.journal.queries import broken_places
from payung.programme.people.access import NotHers, members_of
from payung.programme.people.actors import Actor
from payung.programme.people.closing import close_account
from payung.programme.people.models import Grant, Person, Team, Tries
from payung.programme.people.roles import Role
from payung.programme.people.teams import (
    NotInTheTeam,
    grant_team,
    remove_member,
)
from payung.programme.people.tries import TooSoon, begin_try, counted_for
from tests.cast import MAYA, SUNITA, THEN, Part, account, team_of


pytestmark = pytest.mark.django_db(transaction=True)
AtOnce = Callable[..., list[BaseException]]
BOTH = (Role.PARALEGAL, Role.ATTORNEY)
TARA = Part(handle="tara", country="np", roles=(Role.COORDINATOR,))


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def letting_in(actor: Actor, team: Team, handle: str) -> Callable[[], object]:
    member = person(handle)
    return lambda: grant_team(actor=actor, team=team, member=member, at=THEN)


def taking_out(actor: Actor, team: Team, handle: str) -> Callable[[], object]:
    member = person(handle)
    return lambda: remove_member(actor=actor, team=team, member=member, at=THEN)


def closing(actor: Actor, handle: str) -> Callable[[], object]:
    other = person(handle)
    return lambda: close_account(actor=actor, person=other, at=THEN)


@pytest.mark.parametrize("_round", range(4))
def test_everybody_who_is_in_has_every_epoch(_round: int, at_once: AtOnce) -> None:
    team, [maya, tara, _sunita] = team_of(MAYA, TARA, SUNITA)
    comers = [Part(handle=f"comer{n}", country="np", roles=BOTH) for n in range(5)]
    for part in comers:
        account(part)

    raised = at_once(
        taking_out(maya, team, "sunita"),
        *[letting_in(tara, team, part.handle) for part in comers],
    )

    assert raised == []
    inside = Grant.objects.values("member").annotate(epochs=Count("epoch"))
    assert [row["epochs"] for row in inside] == [2] * 7
    assert not Grant.objects.filter(member=person("sunita")).exists()


@pytest.mark.parametrize("_round", range(4))
def test_of_two_who_take_each_other_out_one_stays(_round: int, at_once: AtOnce) -> None:
    team, [maya, tara, _sunita] = team_of(MAYA, TARA, SUNITA)

    raised = at_once(taking_out(maya, team, "tara"), taking_out(tara, team, "maya"))

    assert len(raised) == 1
    assert isinstance(raised[0], NotHers)
    assert len(members_of(Team.objects.get())) == 2
    assert broken_places() == []


def test_two_who_take_the_same_person_out_change_the_key_once(
    at_once: AtOnce,
) -> None:
    team, [maya, tara, _sunita] = team_of(MAYA, TARA, SUNITA)

    raised = at_once(taking_out(maya, team, "sunita"), taking_out(tara, team, "sunita"))

    assert [type(problem) for problem in raised] == [NotInTheTeam]
    assert Team.objects.get().epoch == 2


def test_of_two_who_close_each_others_account_one_stays(
    at_once: AtOnce,
) -> None:
    _team, [maya, tara] = team_of(MAYA, TARA)

    raised = at_once(closing(maya, "tara"), closing(tara, "maya"))

    assert len(raised) == 1
    assert isinstance(raised[0], NotHers)
    assert Person.objects.filter(is_active=True).count() == 1


def test_twelve_guesses_in_one_moment_are_twelve(
    at_once: AtOnce,
) -> None:
    who = counted_for("sunita")

    raised = at_once(*[lambda: begin_try(who=who, at=THEN)] * 12)

    assert {type(problem) for problem in raised} == {TooSoon}
    assert len(raised) == 7
    assert Tries.objects.get().count == 5
