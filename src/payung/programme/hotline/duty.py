"""Who is asked for a contact now, and until when somebody is on duty: never nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from payung.engines.dispatch import Duty, Group, NobodyNamed, Roster, duties
from payung.programme.people.access import members_of
from payung.programme.people.models import Team
from payung.programme.standby.on_call import OnCall, on_call


Groups = Mapping[Group, tuple[str, ...]]
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

    def groups(self, area: str = "") -> Groups:
        """Return who is in which group for an area; a group may have nobody."""
        return self._now.groups(area)


def groups_now(country: str, at: datetime, *, area: str = "") -> Groups:
    """Return who is in which group now; a group may have nobody."""
    return Duties(country, at).groups(area)


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
    """Return when the shift of somebody who answers calls ends; None if she has none."""
    ends = [
        shift.span.end
        for duty in ANSWERING
        for shift in duties(roster, duty)
        if shift.person == person and shift.span.holds(at)
    ]
    return max(ends, default=None)
