"""How many sittings and meetings were held, and what became of decisions: FGD_HELD,
FGD_LOOP, LAW_MEET. The database adds up; engines.indicators says what the sums mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, TruncMonth

from payung.engines.indicators import (
    GroupHeld,
    Loop,
    NotComputable,
    Period,
    Ratio,
    Times,
    fgd_held,
    fgd_loop,
    fgd_loop_days,
    law_meet,
    month_of,
    questions_answered,
)
from payung.programme.activities.models import Participation, State
from payung.programme.places.packs import pack_of

from .codes import ActionState
from .models import ActionItem, Decision, FocusGroup, LawyerMeeting, LegalQuestion


@dataclass(frozen=True, kw_only=True, slots=True)
class LoopFigures:
    """FGD_LOOP and, with it, the median days from decision to report-back."""

    carried_out: Ratio | NotComputable
    days: Times | NotComputable


def groups_held_in(
    country: str, period: Period, *, sites: Iterable[str]
) -> Ratio | NotComputable:
    """Return FGD_HELD: one is due for each of these sites in each month."""
    came = (
        Participation.objects.filter(activity=OuterRef("activity"))
        .values("activity")
        .annotate(all=Sum("count"))
        .values("all")
    )
    rows = (
        FocusGroup.objects.filter(_held_in(country, period))
        .annotate(all_who_came=Coalesce(Subquery(came), 0), month=_month(country))
        .values_list("site", "month", "all_who_came", "quorum", "led_by_community")
    )
    held = (
        GroupHeld(
            site=site,
            month=month_of(month.year, month.month),
            came=came_here,
            quorum=quorum,
            led_by_community=bool(led),
        )
        for site, month, came_here, quorum, led in rows
    )
    return fgd_held(groups=held, due=_due(sites, period))


def loop_in(
    country: str, period: Period, *, on: date, addressee: str = ""
) -> LoopFigures:
    """Return FGD_LOOP of decisions due in a period, as it stands on a day.

    Of all, or of those meant for one addressee.
    """
    due = Decision.objects.filter(
        group__country=country,
        due_on__range=(period.first_day, period.last_day),
        withdrawn_at=None,
    )
    if addressee:
        due = due.filter(addressee=addressee)
    counts = {
        Loop(row["loop"]): row["n"]
        for row in _by_loop(due, on).values("loop").annotate(n=Count("pk"))
    }
    return LoopFigures(carried_out=fgd_loop(counts), days=_days(due, on))


def meetings_held_in(
    country: str, period: Period, *, sites: Iterable[str]
) -> Ratio | NotComputable:
    """Return LAW_MEET: one is due for each of these sites in each month."""
    months = (
        LawyerMeeting.objects.filter(_held_in(country, period))
        .annotate(month=_month(country))
        .values_list("site", "month")
        .distinct()
    )
    held = [(site, month_of(month.year, month.month)) for site, month in months]
    return law_meet(held=held, due=_due(sites, period))


def questions_in(country: str, period: Period) -> Ratio | NotComputable:
    """Return, with LAW_MEET, how many of the questions asked have an answer."""
    zone = pack_of(country).zone()
    sums = LegalQuestion.objects.filter(
        country=country,
        asked_at__gte=period.starts_at(zone),
        asked_at__lt=period.ends_at(zone),
    ).aggregate(asked=Count("pk"), answered=Count("answered_at"))
    return questions_answered(answered=sums["answered"], asked=sums["asked"])


def _held_in(country: str, period: Period) -> Q:
    """Return what was held in a period, as the calendar on the wall there has it."""
    zone = pack_of(country).zone()
    return Q(
        country=country,
        activity__state=State.HELD,
        activity__held_start__gte=period.starts_at(zone),
        activity__held_start__lt=period.ends_at(zone),
    )


def _month(country: str) -> TruncMonth:
    return TruncMonth("activity__held_start", tzinfo=pack_of(country).zone())


def _by_loop(due: QuerySet[Decision], on: date) -> QuerySet[Any]:
    """Say of each decision how far it is, as engines.indicators.loop_of does."""
    actions = ActionItem.objects.filter(decision=OuterRef("pk"), withdrawn_at=None)
    not_done = actions.exclude(state=ActionState.DONE)
    last_done = actions.values("decision").annotate(last=Max("ended_on")).values("last")
    # Without anything to be done the report-back alone closes it.
    closed = Greatest(
        F("accepted_on"),
        Coalesce(Subquery(last_done), F("accepted_on")),
        output_field=DateField(),
    )
    # Asked for by itself: of a day and nothing, PostgreSQL calls the day the greatest.
    is_closed = Q(accepted_on__lte=on, closed__lte=on, unfinished=False)
    return due.annotate(unfinished=Exists(not_done), closed=closed).annotate(
        loop=Case(
            When(is_closed & Q(closed__lte=F("due_on")), then=Value(Loop.IN_TIME)),
            When(is_closed, then=Value(Loop.LATE)),
            When(due_on__lte=on, then=Value(Loop.OPEN)),
            default=Value(Loop.NOT_DUE),
            output_field=CharField(),
        )
    )


def _days(due: QuerySet[Decision], on: date) -> Times | NotComputable:
    took = ExpressionWrapper(
        F("accepted_on") - F("decided_on"), output_field=DurationField()
    )
    accepted = due.filter(accepted_on__lte=on).annotate(took=took)
    rows = accepted.values("took").annotate(n=Count("pk"))
    days = {float(row["took"].days): row["n"] for row in rows}
    not_yet = Q(accepted_on=None) | Q(accepted_on__gt=on)
    never = due.filter(not_yet, due_on__lte=on).count()
    return fgd_loop_days(days, never=never)


def _due(sites: Iterable[str], period: Period) -> set[tuple[str, Period]]:
    return {(site, month) for site in sites for month in period.months}
