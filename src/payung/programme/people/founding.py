"""The first account of a country, and its first team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from .actions import make_account
from .actors import Actor, actor_of
from .key_sessions import open_seed
from .keyring import Keyring
from .models import RoleHeld, Team
from .roles import Role
from .stored_keys import team_public
from .teams import start_team


class AlreadyFounded(ValueError):
    """The country has a coordinator; she adds the others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Founded:
    """The first actor of a country, keys open, her team and its six words."""

    actor: Actor
    team: Team
    words: tuple[str, ...]


@transaction.atomic
def found_country(
    *, country: str, handle: str, passphrase: str, team_name: str, at: datetime
) -> Founded:
    """Open the first account of a country; raise AlreadyFounded."""
    coordinators = RoleHeld.objects.filter(
        role=Role.COORDINATOR, person__country=country
    )
    if coordinators.exists():
        raise AlreadyFounded(country)
    person = make_account(
        handle=handle,
        country=country,
        passphrase=passphrase,
        roles=[Role.COORDINATOR],
        language="en",
        at=at,
    )
    seed = open_seed(person=person, passphrase=passphrase)
    actor = actor_of(person, keys=Keyring(person_id=person.pk, seed=seed))
    team = start_team(actor=actor, name=team_name, at=at)
    # The actor was made before the team: make her anew, now a member.
    actor = actor_of(person, keys=actor.keys)
    return Founded(actor=actor, team=team, words=team_public(team).fingerprint())
