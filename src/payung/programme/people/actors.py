"""The Actor: who does something, first argument of every action."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from .keyring import Keyring
from .models import Person
from .roles import Role


class KeysNeeded(PermissionError):
    """What was asked opens sealed things; the keys of this session are locked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """A person as she acts now: roles, country, teams, and her keys or none."""

    person_id: int
    handle: str
    country: str
    language: str
    roles: frozenset[Role]
    teams: frozenset[UUID]
    keys: Keyring | None = field(default=None, repr=False)

    def has(self, *roles: Role) -> bool:
        """Return whether she holds one of these roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def unlocked(self) -> Keyring:
        """Return her keys; raise KeysNeeded where they are locked."""
        if self.keys is None:
            raise KeysNeeded(self.handle)
        return self.keys


def actor_of(person: Person, *, keys: Keyring | None) -> Actor:
    """Return the actor that a signed-in person is, with the keys she has open."""
    roles = person.roles_held.values_list("role", flat=True)
    teams = person.grants.values_list("team_id", flat=True)
    return Actor(
        person_id=person.pk,
        handle=person.handle,
        country=person.country,
        language=person.language,
        roles=frozenset(Role(role) for role in roles),
        teams=frozenset(teams),
        keys=keys,
    )
