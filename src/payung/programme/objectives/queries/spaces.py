"""Rooms, outreach and meetings with the lawyer: SS_*, OUT_*, LAW_MEET."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import IntegerField, Max, OuterRef, QuerySet, Subquery, Sum

from payung.engines import indicators
from payung.engines.indicators import (
    Interval,
    NotComputable,
    Period,
    SizeEstimate,
    Total,
    months_to_come,
)
from payung.programme.activities.models import Kind, Participation, State, Work
from payung.programme.circles.models import LawyerMeeting, LegalQuestion
from payung.programme.outreach.models import (
    MicroPlan,
    MicroPlanVisit,
    OutreachVisit,
    Venue,
    VenueEstimate,
)
from payung.programme.safe_spaces import figures as rooms
from payung.programme.safe_spaces.models import Site, Visit

from .people_counted import different_cards
from .scope import WHOLE, Answer, Scope, beside


def ss_open(scope: Scope) -> Answer:
    """Return the promise of all rooms together."""
    kept = rooms.kept_promises(scope.country, scope.period, today=scope.today)
    return {WHOLE: opened_of(kept)}


def ss_use(scope: Scope) -> Answer:
    """Return visits; beside them different visitors by card."""
    shown = Visit.objects.filter(
        site__country=scope.country,
        taken_back=False,
        card__isnull=False,
        **scope.days("day"),
    ).order_by()
    return {
        WHOLE: indicators.ss_visits(
            visits=rooms.visits_in(scope.country, scope.period)
        ),
        beside("visitors"): different_cards(
            shown.values_list("card__digest", flat=True).distinct(), scope, Work.ROOM
        ),
    }


def out_cov(scope: Scope) -> Answer:
    """Return different people met, over the sum of the current estimates."""
    people = people_met(scope, scope.period)
    contacts = _came(scope, scope.period).aggregate(n=Sum("count"))["n"] or 0
    return {
        WHOLE: indicators.out_cov(people, [_estimated(scope)]),
        beside("contacts"): Total(count=contacts),
    }


def people_met(scope: Scope, period: Period) -> Total | NotComputable:
    """Return different people met by outreach: by cards, and by heads without a card.

    Cards are told apart. Of the heads of one place the most of any one visit count as
    different people, because those of another day may be the same. The interval goes
    from the fewest there can have been to the most.
    """
    came = _came(scope, period)
    heads = came.filter(card=None, by_card=False).aggregate(n=Sum("count"))["n"] or 0
    shown = came.filter(card__isnull=False).order_by()
    digests = shown.values_list("card__digest", flat=True).distinct()
    by_card = different_cards(digests, replace(scope, period=period), Work.OUTREACH)
    if not heads:
        return by_card
    most = [n for _area, n in most_heads(scope, period)]
    busiest = max(most, default=0)
    return _together(by_card, likely=sum(most), busiest=busiest, heads=heads)


def out_plan(scope: Scope) -> Answer:
    """Return the visits of the approved plans that took place, by their latest version."""
    promised = planned_visits(scope)
    kept = OutreachVisit.objects.filter(
        promise__in=promised.values("key"), activity__state=State.HELD
    )
    held = kept.order_by().values("promise").distinct().count()
    return {WHOLE: indicators.out_plan(held=held, planned=promised.count())}


def planned_visits(scope: Scope) -> QuerySet[MicroPlanVisit]:
    """Return the visits of the approved plans, by the latest version of each."""
    newest = MicroPlan.objects.filter(
        team=OuterRef("plan__team"),
        month=OuterRef("plan__month"),
        approved_at__isnull=False,
    ).order_by("-version")
    return MicroPlanVisit.objects.filter(
        plan__country=scope.country,
        plan__approved_at__isnull=False,
        plan__version=Subquery(newest.values("version")[:1]),
        **scope.moments("starts_at"),
    ).order_by()


def law_meet(scope: Scope) -> Answer:
    """Return rooms and months with a meeting; beside it the questions answered."""
    held = meetings_held(scope)
    asked = LegalQuestion.objects.filter(
        country=scope.country, **scope.moments("asked_at")
    )
    answered = asked.filter(answered_at__lt=min(scope.end, scope.at)).count()
    return {
        WHOLE: indicators.law_meet(held=held, due=rooms_and_months(scope)),
        beside("questions"): indicators.questions_answered(
            answered=answered, asked=asked.count()
        ),
    }


def meetings_held(scope: Scope) -> set[tuple[str, Period]]:
    """Return each room with each month in which it had a meeting with the lawyer."""
    rows = LawyerMeeting.objects.filter(
        country=scope.country, activity__state=State.HELD
    )
    return {
        (site, month)
        for month in scope.period.months
        for site in rows.filter(**_within(scope, month, "activity__held_start"))
        .order_by()
        .values_list("site", flat=True)
        .distinct()
    }


def rooms_and_months(scope: Scope) -> set[tuple[str, Period]]:
    """Return each room with each month that is over and in which it was there."""
    to_come = months_to_come(scope.period, zone=scope.zone, at=scope.at)
    over = [month for month in scope.period.months if month not in to_come]
    sites = Site.objects.filter(country=scope.country)
    return {
        (code, month)
        for code, since, until in sites.values_list("code", "opened_on", "closed_on")
        for month in over
        if since <= month.last_day and (until is None or until >= month.first_day)
    }


def most_heads(scope: Scope, period: Period) -> list[tuple[str, int]]:
    """Return, of each place, its area and the most heads without a card in one visit."""
    heads = Participation.objects.filter(
        activity=OuterRef("activity"), card=None, by_card=False
    )
    summed = heads.order_by().values("activity").annotate(n=Sum("count")).values("n")
    visits = OutreachVisit.objects.filter(
        activity__country=scope.country,
        activity__state=State.HELD,
        **_within(scope, period, "activity__held_start"),
    ).annotate(heads=Subquery(summed, output_field=IntegerField()))
    places = visits.exclude(heads=None).order_by().values("venue", "venue__area")
    rows = places.annotate(most=Max("heads"))
    return [(row["venue__area"], row["most"]) for row in rows]


def _together(
    by_card: Total | NotComputable, *, likely: int, busiest: int, heads: int
) -> Total:
    low = likeliest = high = 0.0
    if isinstance(by_card, Total):
        around = by_card.interval
        likeliest = by_card.count
        low = around.low if around else likeliest
        high = around.high if around else likeliest
    # Not drawn by chance alone: the interval holds all that is possible.
    around = Interval(low=max(low, busiest), high=high + heads)
    count = min(max(likeliest + likely, around.low), around.high)
    return Total(count=count, interval=around)


def opened_of(kept: Iterable[rooms.Kept]) -> indicators.Value:
    """Return SS_OPEN of some rooms and months."""
    each = tuple(kept)
    return indicators.ss_open_of_counts(
        planned=sum(one.planned for one in each),
        opened=sum(one.opened for one in each),
        partly=sum(one.partly for one in each),
        not_written_down=sum(one.not_written_down for one in each),
    )


def _came(scope: Scope, period: Period) -> QuerySet[Participation]:
    return Participation.objects.filter(
        activity__country=scope.country,
        activity__kind=Kind.OUTREACH,
        activity__state=State.HELD,
        **_within(scope, period, "activity__held_start"),
    )


def _within(scope: Scope, period: Period, field: str) -> dict[str, object]:
    one = Scope(country=scope.country, period=period, at=scope.at)
    return dict(one.moments(field))


def estimates_by(axis: str, scope: Scope) -> dict[str, SizeEstimate]:
    """Return the sums of the current estimates by area (admin2) or kind (venue_type)."""
    field = {"admin2": "venue__area", "venue_type": "venue__kind"}[axis]
    rows = _current(scope).order_by().values(field)
    sums = rows.annotate(of_low=Sum("low"), of_point=Sum("point"), of_high=Sum("high"))
    return {
        row[field]: SizeEstimate(
            low=row["of_low"], point=row["of_point"], high=row["of_high"]
        )
        for row in sums
    }


def _estimated(scope: Scope) -> SizeEstimate:
    """Return the sums of the last estimate of each place that is not given up."""
    sums = _current(scope).aggregate(
        low=Sum("low"), point=Sum("point"), high=Sum("high")
    )
    return SizeEstimate(**{name: n or 0 for name, n in sums.items()})


def _current(scope: Scope) -> QuerySet[VenueEstimate]:
    there = Venue.objects.filter(country=scope.country, known_at__lt=scope.end)
    there = there.exclude(closed_at__lt=scope.start)
    last = VenueEstimate.objects.filter(
        venue=OuterRef("venue"), on__lte=scope.period.last_day
    ).order_by("-on", "-stored_at", "-pk")
    return VenueEstimate.objects.filter(
        venue__in=there, pk=Subquery(last.values("pk")[:1])
    )
