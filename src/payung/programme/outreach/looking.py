"""Looking for a pair that is silent: who is told, and in which order."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.standby.on_call import on_call

from .models import OutreachVisit


# The pair has five minutes, as a silent response has; then all are told so often.
SILENT, AGAIN = timedelta(minutes=5), timedelta(minutes=10)


def about_visit(visit: UUID) -> str:
    """Return the name by which messages about a visit are dropped again."""
    return f"visit:{visit.hex}"


def next_look(rung: int, *, at: datetime) -> datetime:
    """Return when a silent pair is looked for next, having been on this rung."""
    return at + (SILENT if rung == 0 else AGAIN)


def look_for(visit: OutreachVisit, *, at: datetime) -> int:
    """Tell whoever this rung tells; return how many messages that is.

    First the two themselves; five minutes later whoever coordinates; then, for as long
    as nothing is heard, the regional team as well, every ten minutes. Where the two
    cannot be reached at all, whoever coordinates is told at once.
    """
    pair = (visit.first.handle, visit.second.handle)
    told = 0
    if visit.rung == 0:
        told = _say(visit, Saying.REMIND, pair, at)
        if told:
            return told
    now = on_call(visit.venue.country, at)
    leaders = (*now.coordinators(), *(now.regional() if visit.rung > 1 else ()))
    leaders = leaders or now.regional()
    return told + _say(visit, Saying.HELP, leaders, at)


def ask_for_help(visit: OutreachVisit, *, at: datetime) -> int:
    """Tell whoever coordinates, and the regional team, that a pair needs help now."""
    now = on_call(visit.venue.country, at)
    leaders = (*now.coordinators(), *now.regional())
    return _say(visit, Saying.HELP, leaders, at, key=f"help:{at:%Y%m%d%H%M}")


def _say(
    visit: OutreachVisit,
    saying: Saying,
    people: tuple[str, ...],
    at: datetime,
    *,
    key: str = "",
) -> int:
    if not people:
        return 0
    due = visit.due_at or at
    return tell(
        country=visit.venue.country,
        handles=tuple(dict.fromkeys(people)),
        saying=saying,
        about=about_visit(visit.pk),
        key=f"visit:{visit.pk.hex}:{key or f'{due:%Y%m%d%H%M%S}:{visit.rung}'}",
        at=at,
    )
