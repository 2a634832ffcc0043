"""Cases and arrests, divided: LC_PEOPLE, REDRESS, ARREST_*, DET_*, COMPLAINT."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery

from payung.engines import indicators
from payung.engines.indicators import Value, Verdict
from payung.programme.cases.models import CaseReport
from payung.programme.consents.models import Purpose
from payung.programme.objectives.queries import detentions, documenting, police
from payung.programme.objectives.queries.met import people_met_by
from payung.programme.objectives.queries.scope import Scope
from payung.programme.objectives.queries.who_may_be_counted import last_answer
from payung.programme.places.models import Unit
from payung.programme.reports.published import crosswalks

from .axis import (
    NOT_SAID,
    Axis,
    Divided,
    band_of,
    said,
    shares_by,
    totals,
    verdicts_by,
)
from .of_notes import area_at, kind_of


# Hours from being taken to the first contact: up to and with the number.
HOURS = ((1, "h1"), (3, "h3"), (24, "h24"))
LATER = "later"


def helped_by(axis: str) -> Axis:
    """Return LC_PEOPLE by what the case is about, or by what its first note says of her."""

    def ask(scope: Scope) -> Divided:
        cases = documenting.helped_in(scope)
        if axis == "issue":
            return totals(_issue(code) for code in cases.values_list("what", flat=True))
        rows = cases.annotate(of_her=_from_note(axis))
        return totals(said(code) for code in rows.values_list("of_her", flat=True))

    return Axis(name=axis, ask=ask)


def redress_by_perpetrator(scope: Scope) -> Divided:
    """Return REDRESS by who did it, as the first note of each person says."""
    cases, alone = documenting.violated_in(scope)
    rows = cases.annotate(who=_from_note("by_whom"))
    return shares_by(
        (
            *(
                (kind_of(code or ""), stepped)
                for code, stepped in rows.values_list("who", "stepped")
            ),
            *(
                (kind_of(code), False)
                for code in alone.values_list("report__by_whom", flat=True)
            ),
        ),
        _redress,
    )


def redress_by_consent(scope: Scope) -> Divided:
    """Return REDRESS by whether she said yes to a complaint in her name."""
    cases, alone = documenting.violated_in(scope)
    rows = cases.annotate(said=last_answer(Purpose.COMPLAINT))
    return shares_by(
        (
            *((code or "", done) for code, done in rows.values_list("said", "stepped")),
            *(("", False) for _note in range(alone.count())),
        ),
        _redress,
    )


def redress_by_step(scope: Scope) -> Divided:
    """Return those of REDRESS who took a step, by where; who took two stands in both."""
    cases, _alone = documenting.violated_in(scope)
    steps = documenting.filed_steps().filter(proceeding__case__in=cases.values("pk"))
    pairs = steps.order_by().values_list("proceeding__case", "proceeding__body")
    return totals(body for _case, body in pairs.distinct())


def arrests_by(axis: str) -> Axis:
    """Return ARREST_N by area, kind of unit, ground given, or time of day."""

    def ask(scope: Scope) -> Divided:
        return totals(getattr(one, axis) for one in _taken(scope))

    return Axis(name=axis, ask=ask)


def arrest_rate_by_area(scope: Scope) -> Divided:
    """Return ARREST_RATE by area: arrests there, per hundred met there month by month."""
    taken = Counter(one.admin2 for one in _taken(scope))
    met: Counter[str] = Counter()
    for month in scope.period.months:
        one = Scope(country=scope.country, period=month, at=scope.at)
        met.update(people_met_by("admin2", one))
    return {
        said(area): indicators.arrest_rate(arrests=taken[area], met=met[area])
        for area in sorted({*taken, *met})
    }


def lawful_by(axis: str) -> Axis:
    """Return DET_LAWFUL by area or kind of unit."""

    def ask(scope: Scope) -> Divided:
        units = _units(scope)
        rows = (
            (
                _place(axis, one.station, one.area, units),
                indicators.lawful_verdict(
                    deadline=one.deadline, ended=one.ended, at=scope.at
                ),
            )
            for one in detentions.held(scope)
            if one.deadline is not None
        )
        return verdicts_by(rows, indicators.det_lawful)

    return Axis(name=axis, ask=ask)


def contact_by_whom(scope: Scope) -> Divided:
    """Return those of DET_REP who had contact in time, by who was first."""
    return totals(one.first for one in _reached(scope))


def contact_by_hours(scope: Scope) -> Divided:
    """Return those of DET_REP who had contact in time, by how soon."""
    return totals(_hours(one) for one in _reached(scope))


def complaints_by(axis: str) -> Axis:
    """Return COMPLAINT by the body it was made to, or by what came of it."""
    empty = {"body": NOT_SAID, "outcome": "pending"}[axis]

    def ask(scope: Scope) -> Divided:
        rows = (
            (getattr(one, axis) or empty, police.verdict_of(one, scope))
            for one in police.complaints_in(scope)
        )
        return verdicts_by(rows, indicators.complaint)

    return Axis(name=axis, ask=ask)


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """One arrest by the axes of ARREST_N."""

    admin2: str
    unit_kind: str
    ground: str
    time_band: str


def _taken(scope: Scope) -> list[Taken]:
    key = "arrests by axis"
    if key not in scope.memo:
        units = _units(scope)
        scope.memo[key] = [
            Taken(
                admin2=_place("admin2", one.station, one.area, units),
                unit_kind=_place("unit_kind", one.station, one.area, units),
                ground=one.ground or NOT_SAID,
                time_band=band_of(one.at, scope),
            )
            for one in detentions.events_in(scope)
        ]
    found: list[Taken] = scope.memo[key]
    return found


def _units(scope: Scope) -> dict[str, tuple[str, str]]:
    above = area_at(scope.country, 2)
    rows = Unit.objects.filter(country=scope.country)
    return {
        code: (kind, above(area))
        for code, kind, area in rows.values_list("code", "kind", "area")
    }


def _place(
    axis: str, station: str, area: str, units: dict[str, tuple[str, str]]
) -> str:
    kind, where = units.get(station, ("", NOT_SAID))
    if axis == "unit_kind":
        return kind or NOT_SAID
    return where if where != NOT_SAID else area or NOT_SAID


def _reached(scope: Scope) -> Iterator[detentions.Held]:
    for one in detentions.held(scope):
        verdict = indicators.contact_verdict(contact=one.contact, ended=one.ended)
        if verdict is Verdict.IN:
            yield one


def _hours(one: detentions.Held) -> str:
    if one.contact is None:
        return NOT_SAID
    waited = one.contact.earliest - one.taken_at
    return next(
        (name for most, name in HOURS if waited <= timedelta(hours=most)), LATER
    )


def _from_note(field: str) -> Subquery:
    first = CaseReport.objects.filter(case=OuterRef("pk")).order_by("at", "pk")
    name = "report__by_whom" if field == "by_whom" else f"report__incident__{field}"
    return Subquery(first.values(name)[:1])


def _issue(code: str) -> str:
    known = crosswalks().acts.get(code)
    return known.group.lower() if known else NOT_SAID


def _redress(part: int, whole: int) -> Value:
    return indicators.redress(took_a_step=part, had_a_violation=whole)
