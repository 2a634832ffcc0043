"""What an alert's effects do: rows in the outbox, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from payung.engines.dispatch import (
    AlertEvent,
    Effect,
    Escalate,
    Group,
    Page,
    Remind,
    StopRinging,
    TellTaken,
)
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Saying

from .models import AttorneyAlert
from .on_call import OnCall, on_call
from .panel.asking import asked_for


def carry_out(
    row: AttorneyAlert,
    effects: Sequence[Effect],
    *,
    event: AlertEvent | None,
    at: datetime,
) -> None:
    """Write what has to be told into the outbox; call it inside the transaction."""
    if not effects:
        return
    now = on_call(row.country, at)
    groups = asked_for(row, now.attorney_groups(), at=at)
    for effect in effects:
        match effect:
            case Page(group=group):
                _page(row, group, now, groups)
            case StopRinging():
                drop(about=row.reference, at=at, sayings=[Saying.TAKE])
            case TellTaken(person=person):
                taken = event is AlertEvent.ACCEPTED
                saying = Saying.TAKEN if taken else Saying.LOOK
                _say(row, saying, [person], now)
            case Remind(person=person):
                _say(row, Saying.REMIND, [person], now)
            case Escalate():
                _say(row, Saying.LOOK, groups[Group.COORDINATOR], now)


def _page(
    row: AttorneyAlert,
    group: Group,
    now: OnCall,
    groups: Mapping[Group, tuple[str, ...]],
) -> None:
    """Ask a group; where none of it can be told anything, tell those who coordinate."""
    if not _say(row, Saying.TAKE, groups[group], now, to=group.value):
        _say(row, Saying.LOOK, groups[Group.COORDINATOR], now, to="instead")


def _say(
    row: AttorneyAlert,
    saying: Saying,
    people: Iterable[str],
    now: OnCall,
    *,
    to: str = "",
) -> int:
    return tell(
        country=row.country,
        handles=people,
        saying=saying,
        about=row.reference,
        # The same change told twice is one message; the next round is another.
        key=f"{row.reference}:{row.version}:{saying.value}:{to}",
        at=now.at,
    )
