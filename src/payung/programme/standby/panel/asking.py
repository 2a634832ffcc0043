"""Who of the panel is asked about one alert, and in which order.

Never an attorney with a conflict. First those whose courts are near, among them those
who speak the language, then the others: everybody on the panel is asked in the end. A
group that is left with nobody is asked for by the next, so no rung is silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from payung.engines.dispatch import Group
from payung.programme.places.packs import pack_of
from payung.programme.standby.grounds import grounds_of, nearby
from payung.programme.standby.models import AttorneyAlert
from payung.programme.standby.panel_models import PanelMember

from .conflicts import steps_aside
from .members import off_the_panel


Groups = Mapping[Group, tuple[str, ...]]
LADDER = (
    Group.PRIMARY,
    Group.BACKUP,
    Group.PANEL,
    Group.COORDINATOR,
    Group.REGIONAL,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """What is known of the panel about one alert: handles in the order of asking."""

    aside: frozenset[str]
    off: frozenset[str]
    near: tuple[str, ...]
    speaks: frozenset[str]


def asked_for(alert: AttorneyAlert, groups: Groups, *, at: datetime) -> Groups:
    """Return the groups of the ladder as they are asked about this alert."""
    return arranged(groups, panel_of(alert, groups[Group.PANEL], at=at))


def panel_of(
    alert: AttorneyAlert, attorneys: tuple[str, ...], *, at: datetime
) -> Panel:
    """Return what these attorneys have said of themselves that matters for an alert."""
    rows = PanelMember.objects.filter(person__handle__in=attorneys)
    said = {row.person.handle: row for row in rows.select_related("person")}
    grounds = {
        who: areas | frozenset(said[who].courts if who in said else ())
        for who, areas in _grounds(attorneys).items()
    }
    areas = pack_of(alert.country).areas
    near = nearby(attorneys, alert.area, areas=areas, grounds=grounds)
    return Panel(
        aside=steps_aside(alert),
        off=off_the_panel(attorneys, at),
        near=near,
        speaks=frozenset(
            who for who, row in said.items() if alert.language in row.languages
        ),
    )


def arranged(groups: Groups, panel: Panel) -> Groups:
    """Return the groups without conflicts, the panel in its order, none of them empty.

    Only where everybody left would have a conflict are those who coordinate told all
    the same: they find somebody from outside.
    """
    free = {
        group: tuple(who for who in groups[group] if who not in panel.aside)
        for group in LADDER
    }
    free[Group.PANEL] = _ordered(free[Group.PANEL], panel)
    found = {**groups}
    for place, group in enumerate(LADDER):
        later = (free[other] for other in (*LADDER[place:], Group.COORDINATOR))
        found[group] = next((who for who in later if who), groups[Group.COORDINATOR])
    return found


def _ordered(attorneys: tuple[str, ...], panel: Panel) -> tuple[str, ...]:
    serving = [who for who in attorneys if who not in panel.off]
    rank = {who: place for place, who in enumerate(panel.near)}
    far = len(rank)
    # Among equals the order of the roster stays: a sort keeps it.
    return tuple(
        sorted(
            serving,
            key=lambda who: (
                who not in rank,
                who not in panel.speaks,
                rank.get(who, far),
            ),
        )
    )


def _grounds(attorneys: tuple[str, ...]) -> dict[str, frozenset[str]]:
    known = grounds_of(attorneys)
    return {who: known.get(who, frozenset()) for who in attorneys}
