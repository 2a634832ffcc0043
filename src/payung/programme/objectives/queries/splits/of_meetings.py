"""Meetings with lawyers, groups and offices, divided: LAW_MEET, FGD_*, ADV_*, COM_*."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from payung.engines import indicators
from payung.engines.indicators import Period, Value
from payung.programme.activities.models import State
from payung.programme.advocacy.codes import Tier
from payung.programme.advocacy.figures import (
    became_by,
    figures_of,
    held_in,
    standing,
    stations_in,
)
from payung.programme.circles.codes import Addressee
from payung.programme.circles.figures import loop_in
from payung.programme.circles.models import MeetingSubject
from payung.programme.objectives.queries import groups, spaces
from payung.programme.objectives.queries.scope import Scope
from payung.programme.places.models import Unit

from .axis import NOT_SAID, Axis, Divided, said, totals
from .of_notes import area_at


SiteMonth = tuple[str, Period]


def meetings_by_site(scope: Scope) -> Divided:
    """Return LAW_MEET by room."""
    return _by_site(
        spaces.meetings_held(scope),
        spaces.rooms_and_months(scope),
        lambda held, due: indicators.law_meet(held=held, due=due),
    )


def meetings_by_topic(scope: Scope) -> Divided:
    """Return the meetings held by what they were about; one may be about several."""
    rows = MeetingSubject.objects.filter(
        meeting__country=scope.country,
        meeting__activity__state=State.HELD,
        **scope.moments("meeting__activity__held_start"),
    )
    return totals(rows.values_list("subject", flat=True))


def groups_by_site(scope: Scope) -> Divided:
    """Return FGD_HELD by room."""
    return _by_site(
        {(one.site, one.month) for one in groups.groups_held(scope)},
        spaces.rooms_and_months(scope),
        lambda held, due: indicators.law_meet(held=held, due=due),
    )


def groups_by_kind(scope: Scope) -> Divided:
    """Return the groups that count, by who sat together; two may sit in one month."""
    return totals(groups.counting_in(scope).values_list("group", flat=True))


def decisions_by_addressee(scope: Scope) -> Divided:
    """Return FGD_LOOP by whom a decision is meant for."""
    found = {
        each.value: loop_in(
            scope.country, scope.period, on=scope.today, addressee=each
        ).carried_out
        for each in Addressee
    }
    return {
        code: value
        for code, value in found.items()
        if not isinstance(value, indicators.NotComputable)
    }


def offices_by_tier(code: str) -> Axis:
    """Return one figure of advocacy by how high the post stands."""

    def ask(scope: Scope) -> Divided:
        return {tier.value: _of_tier(scope, tier)[code] for tier in Tier}

    return Axis(name="tier", ask=ask)


def meetings_by_brief(scope: Scope) -> Divided:
    """Return the meetings of ADV_MEET by whether a brief was shown."""
    rows = _meetings(scope).values_list("brief_digest", flat=True)
    return totals("yes" if digest else "no" for digest in rows)


def meetings_by_speaker(scope: Scope) -> Divided:
    """Return the meetings of ADV_MEET by whether somebody of the community spoke."""
    rows = _meetings(scope).values_list("community_spoke", flat=True)
    return totals(
        NOT_SAID if spoke is None else "yes" if spoke else "no" for spoke in rows
    )


def stations_by_area(scope: Scope) -> Divided:
    """Return ADV_COVER by area."""
    met, there = stations_in(scope.country, scope.period, scope.zone)
    above = area_at(scope.country, 2)
    rows = Unit.objects.filter(country=scope.country, code__in=there)
    where = {code: above(area) for code, area in rows.values_list("code", "area")}
    found: dict[str, set[str]] = {}
    for code in there:
        found.setdefault(where.get(code, NOT_SAID), set()).add(code)
    return {
        said(area): indicators.adv_cover(met=met & codes, area=codes)
        for area, codes in sorted(found.items())
    }


def promises_by_kind(scope: Scope) -> Divided:
    """Return the promises of COM_MADE by kind."""
    rows = standing().filter(meeting__in=_meetings(scope), read_back=True)
    return totals(rows.values_list("kind", flat=True))


def kept_by(axis: str) -> Axis:
    """Return COM_KEPT by kind of promise, or by who confirmed it."""

    def ask(scope: Scope) -> Divided:
        found = became_by(axis, scope.country, scope.period, on=scope.today)
        return {said(code): indicators.com_kept(found[code]) for code in sorted(found)}

    return Axis(name=axis, ask=ask)


def _meetings(scope: Scope):  # type: ignore[no-untyped-def]
    return held_in(scope.country, scope.period, scope.zone)


def _of_tier(scope: Scope, tier: Tier) -> dict[str, Value]:
    key = ("advocacy", tier)
    if key not in scope.memo:
        scope.memo[key] = figures_of(
            country=scope.country,
            period=scope.period,
            zone=scope.zone,
            on=scope.today,
            tier=tier,
        )
    found: dict[str, Value] = scope.memo[key]
    return found


def _by_site(
    held: Iterable[SiteMonth],
    due: Iterable[SiteMonth],
    rule: Callable[[set[SiteMonth], set[SiteMonth]], Value],
) -> Divided:
    there, promised = set(held), set(due)
    return {
        said(site): rule(
            {one for one in there if one[0] == site},
            {one for one in promised if one[0] == site},
        )
        for site in sorted({site for site, _month in promised})
    }
