"""Courses, rooms and visits, divided: KYR_*, SS_USE, SS_OPEN, OUT_*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from django.db.models import QuerySet

from payung.engines import indicators
from payung.engines.indicators import SizeEstimate, Total, Value
from payung.programme.activities.models import State, Work
from payung.programme.learning import figures
from payung.programme.objectives.queries.forgotten import by_cell
from payung.programme.objectives.queries.knowledge import within_of
from payung.programme.objectives.queries.met import people_met_by
from payung.programme.objectives.queries.people_counted import counted_already
from payung.programme.objectives.queries.scope import Scope
from payung.programme.objectives.queries.spaces import (
    estimates_by,
    opened_of,
    planned_visits,
)
from payung.programme.outreach.models import MicroPlanVisit, OutreachVisit
from payung.programme.safe_spaces import figures as rooms
from payung.programme.safe_spaces.codes import Status
from payung.programme.safe_spaces.models import OpeningDay, Site
from payung.programme.safe_spaces.planned import planned_days

from .axis import Axis, Divided, said, shares_by, totals


# Where in the four letters of a category an axis stands.
LETTERS = {"gender": 0, "age_band": 1, "work_setting": 2, "first_time": 3}
NOT_WRITTEN = "not_written"


def reached_by(axis: str) -> Axis:
    """Return KYR_REACH by one letter of the category: each card by its latest course."""

    def ask(scope: Scope) -> Divided:
        return totals(_letters(_reached(scope, 0, "category"), axis))

    return Axis(name=axis, ask=ask)


def reached_by_site(scope: Scope) -> Divided:
    """Return KYR_REACH by room: each card by its latest course."""
    return totals(_reached(scope, 1, "group__site"))


def learned_by(name: str, axis: str) -> Axis:
    """Return KYR_GAIN, KYR_PASS or KYR_RETAIN by an axis of learning."""
    by: dict[str, Callable[..., Divided]] = {
        "KYR_GAIN": figures.kyr_gain_by,
        "KYR_PASS": figures.kyr_pass_by,
        "KYR_RETAIN": figures.kyr_retain_by,
    }

    def ask(scope: Scope) -> Divided:
        return {said(k): v for k, v in by[name](axis, within_of(scope)).items()}

    return Axis(name=axis, ask=ask)


def visits_by(axis: str) -> Axis:
    """Return SS_USE by one letter of the category: visits, not visitors."""

    def ask(scope: Scope) -> Divided:
        counted: Counter[str] = Counter()
        for each in _visits(scope):
            counted[each.kind] += each.count
        return totals(_letters(counted, axis))

    return Axis(name=axis, ask=ask)


def visits_by_site(scope: Scope) -> Divided:
    """Return SS_USE by room."""
    counted: Counter[str] = Counter()
    for each in _visits(scope):
        counted[each.site] += each.count
    return totals(counted)


def services_by_kind(scope: Scope) -> Divided:
    """Return, with SS_USE, what was given, by kind."""
    given: Counter[str] = Counter()
    for each in rooms.services(scope.country, scope.period):
        given[each.kind] += each.count
    return totals(given)


def opened_by_site(scope: Scope) -> Divided:
    """Return SS_OPEN by room."""
    kept = rooms.kept_promises(scope.country, scope.period, today=scope.today)
    by_site: dict[str, list[rooms.Kept]] = {}
    for each in kept:
        by_site.setdefault(each.site, []).append(each)
    return {said(site): opened_of(each) for site, each in by_site.items()}


def not_open_by_reason(scope: Scope) -> Divided:
    """Return the planned days on which a room was not open as promised, and why."""
    counted: Counter[str] = Counter()
    for site in Site.objects.filter(country=scope.country).prefetch_related("rules"):
        days = {d for d in planned_days(site, scope.period) if d <= scope.today}
        rows = OpeningDay.objects.filter(
            site=site, day__gte=scope.period.first_day, day__lte=scope.period.last_day
        )
        written = dict(rows.values_list("day", "reason"))
        was_open = set(rows.filter(status=Status.OPEN).values_list("day", flat=True))
        for day in days - was_open:
            counted[written.get(day, NOT_WRITTEN)] += 1
    return totals(counted)


def met_by(axis: str) -> Axis:
    """Return OUT_COV by area or kind of place, over the estimates of the same places."""

    def ask(scope: Scope) -> Divided:
        met = people_met_by(axis, scope)
        sizes = estimates_by(axis, scope)
        return {
            said(one): _covered(met.get(one, 0), sizes.get(one))
            for one in sorted({*met, *sizes})
        }

    return Axis(name=axis, ask=ask)


def met_by_first_contact(scope: Scope) -> Divided:
    """Return the people of OUT_COV by whether it was the first time; no size is known."""
    return totals(people_met_by("first_contact", scope))


def planned_by_team(scope: Scope) -> Divided:
    """Return OUT_PLAN by team."""
    promised = planned_visits(scope)
    held = set(_held(promised))
    rows = promised.values_list("plan__team__name", "key")
    return shares_by(
        ((team, key in held) for team, key in rows),
        lambda part, whole: indicators.out_plan(held=part, planned=whole),
    )


def not_held_by_reason(scope: Scope) -> Divided:
    """Return the planned visits that did not take place, and why."""
    promised = planned_visits(scope)
    held = set(_held(promised))
    keys = [key for key in promised.values_list("key", flat=True) if key not in held]
    rows = OutreachVisit.objects.filter(promise__in=keys)
    why = dict(rows.values_list("promise", "activity__reason"))
    return totals(why.get(key) or NOT_WRITTEN for key in keys)


def _reached(scope: Scope, part: int, field: str) -> Counter[str]:
    within = within_of(scope)
    before = counted_already(figures.reached_cards(within), scope, Work.COURSE)
    found = by_cell(Work.COURSE, scope, part)
    found.update(figures.cards_by(within, field, but_not=before))
    return found


def _held(promised: QuerySet[MicroPlanVisit]) -> Iterator[UUID]:
    rows = OutreachVisit.objects.filter(
        promise__in=promised.values("key"), activity__state=State.HELD
    )
    for key in rows.order_by().values_list("promise", flat=True).distinct():
        if key is not None:
            yield key


def _visits(scope: Scope) -> tuple[rooms.Counted, ...]:
    key = "visits by category"
    if key not in scope.memo:
        scope.memo[key] = rooms.visits(scope.country, scope.period)
    found: tuple[rooms.Counted, ...] = scope.memo[key]
    return found


def _letters(counted: Mapping[str, int], axis: str) -> Counter[str]:
    place = LETTERS[axis]
    found: Counter[str] = Counter()
    for letters, n in counted.items():
        found[letters[place : place + 1] or "n"] += n
    return found


def _covered(people: int, size: SizeEstimate | None) -> Value:
    return indicators.out_cov(Total(count=people), [size] if size else [])
