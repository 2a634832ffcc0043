"""Ask those whose turn it is: messages that say nothing, and on the last day the ladder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from payung.engines.dispatch import AlertState, Group
from payung.engines.proceedings import Ask, Asking
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.cases.asides import people_aside
from payung.programme.cases.case_page import zone_of
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import actor_of
from payung.programme.standby.alerts import (
    Matter,
    RaisedAlready,
    raise_attorney_alert,
)
from payung.programme.standby.models import AttorneyAlert
from payung.programme.standby.on_call import OnCall, on_call

from .asides import keep_from
from .ending import about_of
from .models import Substitute


ASKS_TO_GO = frozenset({Ask.STANDBY, Ask.PANEL})


def ask_round(
    row: Substitute, asking: Asking, *, at: datetime, but_not: str = ""
) -> None:
    """Tell everybody whose turn it is; where nobody can be told, whoever coordinates.

    Call it inside the transaction that keeps `row`.
    """
    case = row.hearing.proceeding.case
    now = on_call(case.country, at)
    aside = set(people_aside(case).values_list("handle", flat=True))
    told = 0
    for ask in asking.asked:
        if ask is Ask.LADDER:
            told += _ring(row, at)
        else:
            # Those who lead are told that nobody goes; they are not asked to go.
            left_out = {but_not, *aside} if ask in ASKS_TO_GO else {but_not}
            people = [who for who in _people(ask, now) if who not in left_out]
            told += _tell(row, ask.value, people, now)
    if asking.asked and not told:
        _tell(row, "instead", now.coordinators() or now.regional(), now)


def _people(ask: Ask, now: OnCall) -> tuple[str, ...]:
    groups = now.attorney_groups()
    if ask is Ask.STANDBY:
        return tuple(dict.fromkeys([*groups[Group.PRIMARY], *groups[Group.BACKUP]]))
    if ask is Ask.PANEL:
        return groups[Group.PANEL]
    if ask is Ask.COORDINATOR:
        return groups[Group.COORDINATOR]
    return groups[Group.REGIONAL]


def _tell(row: Substitute, to: str, people: Iterable[str], now: OnCall) -> int:
    # Once a rung, and once a day on the last two days, however often it is due.
    day = now.at.astimezone(zone_of(row.hearing.proceeding.case)).date().isoformat()
    return tell(
        country=now.country,
        handles=people,
        saying=Saying.LOOK,
        about=about_of(row),
        key=f"{row.pk.hex}:{row.rung}:{to}:{day}",
        at=now.at,
    )


def _ring(row: Substitute, at: datetime) -> int:
    """Raise the alert once; again only where a person closed it and nobody goes."""
    open_ones = AttorneyAlert.objects.filter(reference=row.alert)
    if open_ones.exclude(state=AlertState.CLOSED).exists():
        return 1
    actor, case = actor_of(row.asked_by, keys=None), row.hearing.proceeding.case
    keep_from(people_aside(case), about_of(row), at=at)
    matter = Matter(about=about_of(row), also_about=case.reference)
    try:
        alert = raise_attorney_alert(actor=actor, about=matter, at=at)
        row.alert = alert.reference
    except RaisedAlready as there:
        row.alert = there.reference
    except NotHerRole:
        # Whoever asked works here no more; those who coordinate are told instead.
        return 0
    row.save(update_fields=["alert"])
    return 1
