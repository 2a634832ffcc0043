"""Who is asked for a contact now, and until when somebody is on duty: never nobody."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from payung.engines.dispatch import Duty, Group, NobodyNamed, Roster, duties, joined
from payung.programme.people.access import members_of
from payung.programme.people.models import Team
from payung.programme.standby.on_call import OnCall, on_call

from .owning import Groups, able, owners_in, owners_of


__all__ = [
    "ANSWERING",
    "Duties",
    "Groups",
    "end_of_shift",
    "groups_now",
    "leading",
    "people_in",
    "primary_of",
]

ANSWERING = (Duty.HOTLINE, Duty.BACKUP)


class Duties:
    """Who is on duty in a country at one moment; read once, when first asked.

    A call that comes in asks twice, for who owns it and for who is rung, and its caller
    hears nothing until both are answered.
    """

    def __init__(self, country: str, at: datetime) -> None:
        self.country, self.at = country, at

    @cached_property
    def _now(self) -> OnCall:
        return on_call(self.country, self.at)

    @cached_property
    def _owners(self) -> dict[Team | None, frozenset[str] | None]:
        return {}

    def groups(self, area: str = "", *, team: Team | None = None) -> Groups:
        """Return who is in which group for an area; a group may have nobody.

        Nobody who could not own a contact of this team; of any open line's team where
        none is given. The panel of attorneys is as it is: it owns no contacts.
        """
        everybody = self._now.groups(area)
        owners = self._who_can_own(team)
        if owners is None:
            return everybody
        return {**able(everybody, owners), Group.PANEL: everybody[Group.PANEL]}

    def rung(self, area: str = "", *, team: Team | None = None) -> Groups:
        """Return whose phones ring for a caller on the line.

        The regional team rings last of all, though it may own nothing: a voice is
        better than none, and the contact stays with the line's team.
        """
        regional = {Group.REGIONAL: self._now.regional()}
        return {**self.groups(area, team=team), **regional}

    def _who_can_own(self, team: Team | None) -> frozenset[str] | None:
        if team not in self._owners:
            self._owners[team] = owners_of(team) if team else owners_in(self.country)
        return self._owners[team]


def groups_now(
    country: str, at: datetime, *, area: str = "", team: Team | None = None
) -> Groups:
    """Return who is in which group now; a group may have nobody. See Duties.groups."""
    return Duties(country, at).groups(area, team=team)


def leading(country: str, at: datetime) -> tuple[str, ...]:
    """Return whom to tell that something is wrong with the line: who coordinates it,
    and the regional team. She need own nothing for that.
    """
    now = on_call(country, at)
    return tuple(dict.fromkeys([*now.coordinators(), *now.regional()]))


def primary_of(groups: Groups, team: Team) -> str:
    """Return who owns what nobody has taken: the first on duty, else one of the team.

    Raise NobodyNamed where the line's team has no member at all.
    """
    for group in Group:
        if group is not Group.PANEL and groups.get(group):
            return groups[group][0]
    member = members_of(team).filter(is_active=True).first()
    if member is None:
        raise NobodyNamed("The line's team has nobody in it.")
    return member.handle


def people_in(groups: Groups, *wanted: Group) -> tuple[str, ...]:
    """Return the people of these groups in order, nobody twice."""
    named = (one for group in wanted for one in groups.get(group, ()))
    return tuple(dict.fromkeys(named))


def end_of_shift(roster: Roster, person: str, at: datetime) -> datetime | None:
    """Return when the shift of somebody who answers calls ends; None if she has none.

    Shifts that follow one another without a gap are one.
    """
    hers = [
        shift.span
        for duty in ANSWERING
        for shift in duties(roster, duty)
        if shift.person == person
    ]
    return next((span.end for span in joined(hers) if span.holds(at)), None)
