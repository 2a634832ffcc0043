"""Side teams: who ought to be in one follows from the team beside it and its places."""

from __future__ import annotations

from datetime import timedelta

import pytest

from payung.engines import sealed
from payung.programme.people.access import (
    NoSuchTeam,
    members_of,
    opening_team_for,
    team_for,
    teams_of,
)
from payung.programme.people.actors import Actor, actor_of
from payung.programme.people.closing import close_account
from payung.programme.people.models import Grant, Person, Team
from payung.programme.people.side_teams import (
    NobodyLeft,
    Visit,
    end_visit,
    inside,
    invite,
    is_untidy,
    keep_out,
    let_back,
    start_side_team,
    tidy,
)
from payung.programme.people.teams import grant_team, remove_member
from tests.cast import (
    ANJU,
    DONOR,
    MAYA,
    OUTSIDER,
    RINA,
    SUNITA,
    THEN,
    account,
    as_actor,
    team_of,
)


pytestmark = pytest.mark.django_db
LATER = THEN + timedelta(days=2)


def person(handle: str) -> Person:
    return Person.objects.get(handle=handle)


def again(actor: Actor) -> Actor:
    """Return the actor as she is with her next request."""
    return actor_of(person(actor.handle), keys=actor.keys)


def begun(actor: Actor, team: Team, out: str) -> Team:
    side = start_side_team(
        actor=actor, beside=team, name="Day team · one", at=THEN, out=[person(out)]
    )
    return side.team


def handles(team: Team) -> list[str]:
    return list(members_of(team).values_list("handle", flat=True))


def test_whoever_makes_one_from_which_she_stays_out_holds_no_key_of_it() -> None:
    team, [maya, sunita, _anju] = team_of(MAYA, SUNITA, ANJU)

    side = begun(sunita, team, out="sunita")

    assert handles(side) == ["anju", "maya"]
    with pytest.raises(sealed.Refused):
        sunita.unlocked.team(side.pk, 1)
    assert maya.unlocked.team(side.pk, 1).epoch == 1


def test_a_side_team_of_nobody_is_not_made() -> None:
    team, [maya] = team_of(MAYA)

    with pytest.raises(NobodyLeft):
        begun(maya, team, out="maya")


def test_it_is_no_team_that_she_works_in_but_what_is_there_she_opens() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    side = begun(sunita, team, out="sunita")
    now = again(maya)

    assert list(teams_of(now)) == [team]
    assert now.own_teams == frozenset({team.pk})
    assert now.side_teams == frozenset({side.pk})
    assert opening_team_for(now, side.pk) == side
    with pytest.raises(NoSuchTeam):
        team_for(now, side.pk)
    with pytest.raises(NoSuchTeam):
        opening_team_for(again(sunita), side.pk)


def test_a_new_member_of_the_team_is_in_the_side_team_too() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    side = begun(sunita, team, out="sunita")
    account(OUTSIDER)

    grant_team(actor=again(maya), team=team, member=person("outsider"), at=LATER)

    assert handles(side) == ["maya", "outsider"]


def test_let_in_by_the_one_who_stays_out_she_is_in_after_a_members_visit() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    side = begun(sunita, team, out="sunita")
    tidy(actor=again(maya), at=THEN)
    account(OUTSIDER)

    grant_team(actor=again(sunita), team=team, member=person("outsider"), at=LATER)
    before = handles(side)
    assert is_untidy(again(maya))
    tidy(actor=again(maya), at=LATER)

    side.refresh_from_db()
    assert before == ["maya"]
    assert handles(side) == ["maya", "outsider"]
    epochs = Grant.objects.filter(team=side, member=person("outsider"))
    assert sorted(epochs.values_list("epoch", flat=True)) == [1, 2, 3]


def test_whoever_leaves_the_team_leaves_what_is_beside_it() -> None:
    team, [maya, sunita, _anju] = team_of(MAYA, SUNITA, ANJU)
    side = begun(sunita, team, out="sunita")

    remove_member(actor=maya, team=team, member=person("anju"), at=LATER)

    assert handles(side) == ["maya"]
    assert is_untidy(again(maya))


def test_the_last_of_a_side_team_is_not_taken_out_of_the_team() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    side = begun(sunita, team, out="sunita")

    with pytest.raises(NobodyLeft) as refused:
        remove_member(actor=sunita, team=team, member=person("maya"), at=LATER)

    assert refused.value.team == side
    assert handles(Team.objects.get(pk=team.pk)) == ["maya", "sunita"]
    assert maya.unlocked.team(team.pk, 1).epoch == 1


def test_a_guest_is_nobody_who_could_stay_behind_alone() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    account(OUTSIDER)
    side = begun(sunita, team, out="sunita")
    visit = Visit(person=person("outsider"), until=LATER)
    invite(actor=again(maya), team=side, visit=visit, at=THEN)

    with pytest.raises(NobodyLeft):
        close_account(actor=again(sunita), person=person("maya"), at=THEN)

    assert person("maya").is_active


def test_a_guest_is_out_the_moment_her_visit_ends() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    outsider = as_actor(account(OUTSIDER))
    side = begun(sunita, team, out="sunita")
    visit = Visit(person=person("outsider"), until=LATER)
    invite(actor=again(maya), team=side, visit=visit, at=THEN)
    assert outsider.unlocked.team(side.pk, 1).epoch == 1

    assert "outsider" not in inside(side, LATER).values_list("handle", flat=True)
    end_visit(team=side, person=person("outsider"), at=LATER)

    with pytest.raises(sealed.Refused):
        as_actor(person("outsider")).unlocked.team(side.pk, 1)


@pytest.mark.parametrize("part", [RINA, DONOR], ids=lambda part: part.handle)
def test_nobody_of_another_country_or_without_keys_is_a_guest(part: object) -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    other = account(part)  # type: ignore[arg-type]
    side = begun(sunita, team, out="sunita")
    visit = Visit(person=other, until=LATER)

    invite(actor=again(maya), team=side, visit=visit, at=THEN)

    assert handles(side) == ["maya"]


def test_let_back_she_opens_what_was_sealed_before_and_meanwhile() -> None:
    team, [maya, sunita] = team_of(MAYA, SUNITA)
    side = begun(sunita, team, out="sunita")
    tidy(actor=again(maya), at=THEN)

    let_back(actor=again(maya), team=side, person=person("sunita"), at=LATER)

    assert [sunita.unlocked.team(side.pk, n).epoch for n in (1, 2)] == [1, 2]


def test_kept_out_she_is_not_let_in_by_a_later_renewal() -> None:
    team, [maya, sunita, anju] = team_of(MAYA, SUNITA, ANJU)
    side = begun(sunita, team, out="sunita")
    keep_out(actor=again(anju), team=side, person=person("anju"), at=THEN)

    tidy(actor=again(maya), at=LATER)

    side.refresh_from_db()
    assert (handles(side), side.epoch) == (["maya"], 3)
    with pytest.raises(sealed.Refused):
        as_actor(person("anju")).unlocked.team(side.pk, 3)
