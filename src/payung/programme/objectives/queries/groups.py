"""Focus groups: FGD_HELD, FGD_LOOP."""

from __future__ import annotations

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from payung.engines import indicators
from payung.engines.indicators import GroupHeld
from payung.programme.activities.models import Participation, State
from payung.programme.circles.figures import loop_in
from payung.programme.circles.models import FocusGroup

from .scope import WHOLE, Answer, Scope, beside
from .spaces import rooms_and_months


def fgd_held(scope: Scope) -> Answer:
    """Return rooms and months with a group that had its quorum and was led from within."""
    due = rooms_and_months(scope)
    return {WHOLE: indicators.fgd_held(groups=groups_held(scope), due=due)}


def groups_held(scope: Scope) -> list[GroupHeld]:
    """Return each room with each month in which it had a group that counts."""
    enough = counting_in(scope)
    held = []
    for month in scope.period.months:
        one = Scope(country=scope.country, period=month, at=scope.at)
        sites = enough.filter(**one.moments("activity__held_start"))
        held += [
            GroupHeld(site=site, month=month, came=1, quorum=1, led_by_community=True)
            for site in sites.values_list("site", flat=True).distinct()
        ]
    return held


def counting_in(scope: Scope) -> QuerySet[FocusGroup]:
    """Return the sittings of the period that had their quorum and were led from within."""
    came = Participation.objects.filter(activity=OuterRef("activity")).order_by()
    total = came.values("activity").annotate(all=Sum("count")).values("all")
    rows = FocusGroup.objects.filter(
        country=scope.country,
        activity__state=State.HELD,
        led_by_community=True,
        **scope.moments("activity__held_start"),
    ).annotate(came=Coalesce(Subquery(total, output_field=IntegerField()), 0))
    return rows.filter(came__gte=F("quorum")).order_by()


def fgd_loop(scope: Scope) -> Answer:
    """Return decisions carried out by their day; beside it how many days it took."""
    found = loop_in(scope.country, scope.period, on=scope.today)
    return {WHOLE: found.carried_out, beside("days"): found.days}
