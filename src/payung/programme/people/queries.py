"""What people ask about people and teams."""

from __future__ import annotations

from dataclasses import dataclass

from . import access
from .actors import Actor
from .models import Person, RoleHeld, Team
from .rewrapping import left_over
from .roles import KEYHOLDERS, Role
from .stored_keys import public_of, team_public


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonLine:
    """A person as a line of a list: handle, roles as words, is it the reader."""

    handle: str
    roles: tuple[str, ...]
    herself: bool
    words: tuple[str, ...] = ()
    closed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PeoplePage:
    """The people of a country and the reader's teams."""

    people: tuple[PersonLine, ...]
    teams: tuple[Team, ...]
    may_add: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamPage:
    """Who can open a team's notes, who could be let in, and the team's own words."""

    team: Team
    words: tuple[str, ...]
    members: tuple[PersonLine, ...]
    others: tuple[PersonLine, ...]
    may_change: bool
    waiting: int


def people_page(actor: Actor) -> PeoplePage:
    """Return what the page People shows."""
    people = access.people_of(actor).prefetch_related("roles_held")
    return PeoplePage(
        people=tuple(_line(actor, person) for person in people),
        teams=tuple(access.teams_of(actor)),
        may_add=access.may_add_people(actor),
    )


def team_page(actor: Actor, team: Team) -> TeamPage:
    """Return what a team's page shows."""
    members = list(access.members_of(team).prefetch_related("roles_held"))
    inside = {person.pk for person in members}
    holders = RoleHeld.objects.filter(role__in=KEYHOLDERS).values("person")
    others = access.people_of(actor).filter(pk__in=holders).exclude(pk__in=inside)
    return TeamPage(
        team=team,
        words=team_public(team).fingerprint(),
        members=_lines(actor, members),
        others=_lines(actor, list(others.prefetch_related("roles_held"))),
        may_change=actor.has(Role.COORDINATOR),
        waiting=left_over(team),
    )


def _lines(actor: Actor, people: list[Person]) -> tuple[PersonLine, ...]:
    return tuple(
        _line(actor, person, words=public_of(person).fingerprint()) for person in people
    )


def _line(actor: Actor, person: Person, *, words: tuple[str, ...] = ()) -> PersonLine:
    roles = [str(Role(held.role).label) for held in person.roles_held.all()]
    return PersonLine(
        handle=person.handle,
        roles=tuple(roles),
        herself=person.pk == actor.person_id,
        words=words,
        closed=not person.is_active,
    )
