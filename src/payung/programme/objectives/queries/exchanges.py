"""Exchanges between countries: PEER_EXCH; and what nothing here records yet."""

from __future__ import annotations

from django.db.models import Count, Q

from payung.engines import indicators
from payung.engines.indicators import NotComputable, Why
from payung.programme.activities.models import Activity, Kind, State

from .scope import WHOLE, Answer, Scope


def peer_exch(scope: Scope) -> Answer:
    """Return exchanges held over those planned; moved within the period it is one."""
    moved = Q(state=State.POSTPONED) & Q(
        instead__planned_start__gte=scope.start, instead__planned_start__lt=scope.end
    )
    rows = Activity.objects.filter(
        country=scope.country, kind=Kind.EXCHANGE, **scope.moments("planned_start")
    ).exclude(moved)
    sums = rows.aggregate(
        planned=Count("pk"), held=Count("pk", filter=Q(state=State.HELD))
    )
    return {WHOLE: indicators.peer_exch(**sums)}


def not_recorded(scope: Scope) -> Answer:
    """Return that there is no number: no page of the programme records it yet."""
    return {WHOLE: NotComputable(why=Why.NO_RECORDS)}
