"""The safe spaces of a team: where a focus group and a lawyer meeting are due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from payung.programme.activities.models import Activity
from payung.programme.people.actors import Actor
from payung.programme.safe_spaces import access as rooms
from payung.programme.safe_spaces.models import Site


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A safe space as it is chosen from a list."""

    code: str
    label: str


def room_names(actor: Actor) -> dict[str, str]:
    """Return code -> name of the rooms of her teams, also of those given up since."""
    return dict(rooms.sites_of(actor).values_list("code", "name"))


def sites_of(teams: Iterable[UUID]) -> tuple[Place, ...]:
    """Return the safe spaces of these teams that are in use, by code.

    Where none is written down as a safe space, those at which anything was planned.
    """
    wanted = tuple(teams)
    rooms = Site.objects.filter(team_id__in=wanted, closed_on=None).order_by("code")
    written = tuple(Place(code=one.code, label=one.name) for one in rooms)
    return written or _planned_at(wanted)


def _planned_at(teams: tuple[UUID, ...]) -> tuple[Place, ...]:
    codes = Activity.objects.filter(team_id__in=teams).exclude(site="")
    names = codes.order_by("site").values_list("site", flat=True).distinct()
    return tuple(Place(code=code, label=code) for code in names)
