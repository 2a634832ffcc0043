"""Who can own a contact: only those who could open it, write in it and close it.

The roster is the country's and a contact is its line's team's. Whoever is planned but
holds no key of that team would own what her pages do not even show her.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from payung.engines.dispatch import Group
from payung.programme.people.models import Person, Team
from payung.programme.people.roles import KEYHOLDERS

from .lines import lines_of
from .models import Contact


Groups = Mapping[Group, tuple[str, ...]]


def owners_of(team: Team) -> frozenset[str]:
    """Return who can own what is sealed for a team, by handle: as access.py has it."""
    return _owners([team], team.country)


def owners_in(country: str) -> frozenset[str] | None:
    """Return who can own a contact of any open line; None where no line is open."""
    teams = [line.team for line in lines_of(country)]
    return _owners(teams, country) if teams else None


def can_own(contact: Contact, person: str) -> bool:
    """Return whether this person could open the contact and close it."""
    return person in owners_of(contact.team)


def able(groups: Groups, owners: frozenset[str]) -> Groups:
    """Return the groups without those who could own nothing.

    Where nobody is left who coordinates, the team itself stands in her place: the last
    rung has somebody as long as the team has.
    """
    left = {
        group: tuple(one for one in people if one in owners)
        for group, people in groups.items()
    }
    if not left.get(Group.COORDINATOR):
        left[Group.COORDINATOR] = tuple(sorted(owners))
    return left


def _owners(teams: Iterable[Team], country: str) -> frozenset[str]:
    rows = Person.objects.filter(
        grants__team__in=list(teams),
        country=country,
        is_active=True,
        roles_held__role__in=KEYHOLDERS,
    )
    return frozenset(rows.values_list("handle", flat=True))
