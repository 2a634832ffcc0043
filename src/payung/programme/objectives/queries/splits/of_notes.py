"""Notes, divided: VIO_*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from django.db.models import Exists, OuterRef, Subquery

from payung.engines import indicators
from payung.programme.consents.starting import answers_in
from payung.programme.counselling.models import Referral
from payung.programme.hotline.models import Contact
from payung.programme.objectives.queries import documenting
from payung.programme.objectives.queries.scope import Scope
from payung.programme.places.packs import pack_of
from payung.programme.proceedings.models import Proceeding
from payung.programme.reports.published import crosswalks

from .axis import NOT_SAID, Axis, Divided, Of, said, shares_by, totals, verdicts_by


# Our code list's groups, in the words of the reference sheet.
GROUPS = {
    "STATE": "state",
    "CLIENT": "client",
    "INTIM": "partner",
    "WORK": "venue",
    "COMM": "community",
}
FIELDS = {
    "violation_type": "core_type",
    "setting": "place",
    "gender": "gender",
    "age_band": "age_band",
}
HOTLINE = "hotline"


def notes_by(axis: str) -> Axis:
    """Return VIO_REP by a code of the note."""

    def ask(scope: Scope) -> Divided:
        rows = documenting.documented_in(scope).values_list(FIELDS[axis], flat=True)
        return totals(said(code) for code in rows)

    return Axis(name=axis, ask=ask)


def notes_by_perpetrator(scope: Scope) -> Divided:
    """Return VIO_REP by who did it: police by unit, others by group."""
    rows = documenting.documented_in(scope)
    return totals(kind_of(c) for c in rows.values_list("report__by_whom", flat=True))


def notes_by_area(level: int) -> Axis:
    """Return VIO_REP by area: level 1 is the largest below the country."""

    def ask(scope: Scope) -> Divided:
        rows = documenting.documented_in(scope).values_list("area", flat=True)
        above = area_at(scope.country, level)
        return totals(above(code) for code in rows)

    return Axis(name=f"admin{level}", ask=ask)


def complete_by_team(scope: Scope) -> Divided:
    """Return VIO_COMPLETE by team."""
    rows = (
        (
            report.team.name,
            indicators.complete_verdict(documenting.received_of(report), at=scope.at),
        )
        for report in documenting.reports_in(scope).select_related("team", "form")
    )
    return verdicts_by(rows, indicators.vio_complete)


def timely_by_channel(scope: Scope) -> Divided:
    """Return VIO_TIMELY by the way a note came in, as it says or as the call sheet does."""
    from_a_call = set(
        Contact.objects.filter(country=scope.country)
        .exclude(report="")
        .values_list("report", flat=True)
    )
    rows = (
        (
            str(one.coded.get("channel") or "")
            or (HOTLINE if one.reference in from_a_call else ""),
            one.verdict,
        )
        for one in documenting.timely_in(scope)
    )
    return verdicts_by(rows, indicators.vio_timely)


def consent_by_use(scope: Scope) -> Divided:
    """Return, for each use, the notes with an answer to it, of all notes."""
    answered: Counter[str] = Counter()
    reports = list(documenting.reports_in(scope))
    for report in reports:
        there = answers_in(report)
        answered.update(use for p, use in documenting.USES.items() if p in there)
    if not reports:
        return {}
    return {
        use: indicators.vio_consent(with_consent=answered[use], reports=len(reports))
        for use in documenting.USES.values()
    }


def served_by_perpetrator(scope: Scope) -> Divided:
    """Return VIO_SERVED by who did it."""
    rows = documenting.told_in(scope).annotate(
        served=Exists(documenting.given_to_note())
    )
    return shares_by(
        (
            (kind_of(code), served)
            for code, served in rows.values_list("report__by_whom", "served")
        ),
        lambda part, whole: indicators.vio_served(served=part, reporting=whole),
    )


def served_by_service(scope: Scope) -> Divided:
    """Return those of VIO_SERVED by what they got; who got two stands in both."""
    told = documenting.told_in(scope)
    rows = Referral.objects.filter(
        need__case__linked__report__in=told.values("report"),
        sent__in=documenting.GIVEN,
    ).order_by()
    pairs = rows.values_list("need__case__linked__report", "need__service").distinct()
    return totals(service for _report, service in pairs)


def acted_by(axis: str) -> Axis:
    """Return the cases of VIO_ACTION with something filed, by where it was filed first.

    `outcome` is what came of that; without one it is pending.
    """
    field = {"forum": "body", "outcome": "outcome"}[axis]

    def ask(scope: Scope) -> Divided:
        first = Proceeding.objects.filter(
            case=OuterRef("pk"), steps__in=documenting.filed_steps()
        ).order_by("opened_at", "pk")
        rows = documenting.acted_in(scope).annotate(
            found=Subquery(first.values(field)[:1])
        )
        empty = "pending" if axis == "outcome" else NOT_SAID
        return totals(code or empty for code in rows.values_list("found", flat=True))

    return Axis(name=axis, ask=ask, of=Of.PART)


def kind_of(code: str) -> str:
    """Return who did it as the sheet divides: a unit of police, or a group of others."""
    known = crosswalks().perpetrators.get(code)
    if known is None or code.startswith("pol_"):
        return code or NOT_SAID
    return GROUPS.get(known.group, "other")


def area_at(country: str, level: int) -> Callable[[str], str]:
    """Return a function from an area to the one of this level that it lies in."""
    areas = {area.code: area for area in pack_of(country).areas}

    def above(code: str) -> str:
        area = areas.get(code)
        while area is not None and area.level > level:
            area = areas.get(area.parent or "")
        return area.code if area is not None and area.level == level else NOT_SAID

    return above
