"""The Actor: who does something, first argument of every action."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from .keyring import Keyring
from .models import Person, TeamKind
from .roles import Role


# One question for both, by hand: every request asks it.
HELD = """
SELECT role, NULL, NULL FROM people_roleheld WHERE person_id = %s
UNION ALL SELECT '', people_grant.team_id, people_team.kind
FROM people_grant JOIN people_team ON people_team.id = people_grant.team_id
WHERE people_grant.member_id = %s
"""


class KeysNeeded(PermissionError):
    """What was asked opens sealed things; the keys of this session are locked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """A person as she acts now: roles, country, teams, and her keys or none.

    `teams` is all she can open; `side_teams` those of them made for a single case.
    """

    person_id: int
    handle: str
    country: str
    language: str
    roles: frozenset[Role]
    teams: frozenset[UUID]
    keys: Keyring | None = field(default=None, repr=False)
    side_teams: frozenset[UUID] = frozenset()

    def has(self, *roles: Role) -> bool:
        """Return whether she holds one of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def own_teams(self) -> frozenset[UUID]:
        """Return the teams she works in: where something new can be kept."""
        return self.teams - self.side_teams

    @property
    def unlocked(self) -> Keyring:
        """Return her keys; raise KeysNeeded where they are locked."""
        if self.keys is None:
            raise KeysNeeded(self.handle)
        return self.keys


def actor_of(person: Person, *, keys: Keyring | None) -> Actor:
    """Return the actor that a signed-in person is, with the keys she has open."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [person.pk, person.pk])
        held = cursor.fetchall()
    return Actor(
        person_id=person.pk,
        handle=person.handle,
        country=person.country,
        language=person.language,
        roles=frozenset(Role(role) for role, _team, _kind in held if role),
        teams=frozenset(_uuid(team) for _role, team, _kind in held if team),
        keys=keys,
        side_teams=frozenset(
            _uuid(team) for _role, team, kind in held if kind == TeamKind.SIDE
        ),
    )


def _uuid(value: object) -> UUID:
    """Return a UUID as either database gives it: its own type, or 32 signs."""
    return value if isinstance(value, UUID) else UUID(str(value))
