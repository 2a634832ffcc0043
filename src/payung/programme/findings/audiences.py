"""Who figures may go to, by the country's pack and by role."""

from __future__ import annotations

from collections.abc import Mapping

from payung.engines.disclosure import Audience, Rules
from payung.engines.packs import Audience as PackAudience
from payung.engines.packs import NoSuchEntry, Pack
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS


# The pack's word for each audience of the engine; the own team is in no pack.
IN_PACK: Mapping[Audience, str] = {
    Audience.POLICE: "police",
    Audience.PARTNER: "donor",
    Audience.HUB: "hub",
    Audience.PUBLIC: "public",
}
OWN_LEVEL = 2


class MayNotReceive(PermissionError):
    """The country's pack does not let this audience have figures."""


def audience_of(actor: Actor) -> Audience | None:
    """Return whose figures she sees on Overview; None for a keyholder of no team."""
    if not actor.has(*KEYHOLDERS):
        return Audience.PARTNER
    return Audience.OWN_TEAM if actor.own_teams else None


def rules_for(pack: Pack, audience: Audience) -> Rules:
    """Return the rules of a release; raise MayNotReceive.

    The pack's rule on dominance asks that no one source gives most of a cell. Here each
    note is counted once, so in a cell that may be shown none gives more than one in
    `smallest_cell`, and the rule holds by itself.
    """
    least = pack.disclosure.smallest_cell
    if audience is Audience.OWN_TEAM:
        return Rules(audience=audience, smallest=least)
    known = pack_audience(pack, audience)
    return Rules(audience=audience, smallest=max(least, known.smallest_cell))


def level_for(pack: Pack, audience: Audience) -> int:
    """Return the finest level of area that this audience may be told of."""
    if audience is Audience.OWN_TEAM:
        return OWN_LEVEL
    return min(pack_audience(pack, audience).finest_level, OWN_LEVEL)


def pack_audience(pack: Pack, audience: Audience) -> PackAudience:
    """Return what the pack says of an audience; raise MayNotReceive."""
    try:
        known = pack.disclosure.audience(IN_PACK[audience])
    except NoSuchEntry:
        raise MayNotReceive(audience) from None
    if not known.may_receive:
        raise MayNotReceive(audience)
    return known


def outside(pack: Pack) -> list[Audience]:
    """Return the audiences outside that may receive, those told least first."""
    may = [
        audience
        for audience, code in IN_PACK.items()
        if any(a.code == code and a.may_receive for a in pack.disclosure.audiences)
    ]
    return sorted(
        may,
        key=lambda one: (-rules_for(pack, one).smallest, level_for(pack, one)),
    )


def finest_outside(pack: Pack) -> int:
    """Return the finest level that anybody outside may be told of."""
    return min(
        max(
            (a.finest_level for a in pack.disclosure.audiences if a.may_receive),
            default=1,
        ),
        OWN_LEVEL,
    )
