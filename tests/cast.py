"""The cast: the same invented people in every test, in the demo and in the manual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from payung.gateways.vault import FakeVault
from payung.programme.people.actions import make_account
from payung.programme.people.actors import Actor, actor_of
from payung.programme.people.holdings import Holders
from payung.programme.people.key_sessions import open_key_session, start_key_session
from payung.programme.people.models import Person, Team
from payung.programme.people.rewrapping import Keepers, ValuesOf
from payung.programme.people.roles import Role
from payung.programme.people.teams import grant_team, start_team


def keepers(values_of: ValuesOf, holders: Holders | None = None) -> Keepers:
    """Return what a change of keys asks the apps, with a vault in memory."""
    return Keepers(values_of=values_of, holders=holders or Holders(), vault=FakeVault())


PASSPHRASE = "red umbrella in the morning rain"
THEN = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One of the cast: handle, country, roles."""

    handle: str
    country: str
    roles: tuple[Role, ...]
    language: str = "en"


SUNITA = Part(handle="sunita", country="np", roles=(Role.PARALEGAL,))
MAYA = Part(handle="maya", country="np", roles=(Role.COORDINATOR,))
ANJU = Part(handle="anju", country="np", roles=(Role.ATTORNEY,))
OPERATOR = Part(handle="operator", country="np", roles=(Role.OPERATOR,))
OFFICER = Part(handle="officer", country="np", roles=(Role.OFFICER,))
REGIONAL = Part(handle="regional", country="np", roles=(Role.REGIONAL,))
DONOR = Part(handle="donor", country="np", roles=(Role.DONOR,))
RINA = Part(handle="rina", country="bd", roles=(Role.PARALEGAL,))
DEWI = Part(handle="dewi", country="id", roles=(Role.PARALEGAL,))
THIDA = Part(handle="thida", country="mm", roles=(Role.PARALEGAL,))
# A paralegal of the same country who is in no team: nothing here is hers.
OUTSIDER = Part(handle="outsider", country="np", roles=(Role.PARALEGAL,))


def account(part: Part) -> Person:
    """Make the account of one of the cast."""
    return make_account(
        handle=part.handle,
        country=part.country,
        passphrase=PASSPHRASE,
        roles=part.roles,
        language=part.language,
        at=THEN,
    )


def as_actor(person: Person, *, at: datetime = THEN) -> Actor:
    """Return a person with her keys open."""
    cookie = start_key_session(person=person, passphrase=PASSPHRASE, at=at)
    return actor_of(person, keys=open_key_session(person=person, cookie=cookie, at=at))


def team_of(*parts: Part, name: str = "Day team") -> tuple[Team, list[Actor]]:
    """Make accounts and a team they are all in; the first starts it.

    Return the team and the actors, keys open, in the order given.
    """
    people = [account(part) for part in parts]
    first = as_actor(people[0])
    team = start_team(actor=first, name=name, at=THEN)
    for person in people[1:]:
        grant_team(actor=first, team=team, member=person, at=THEN)
    return team, [as_actor(person) for person in people]
