"""The list of cases: narrowed, newest first, page by page; sealed titles stay sealed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import unit_names
from payung.programme.reports.labels import words_for

from .access import cases_of
from .models import Arrest, Case, CaseClock, Task
from .queries import overdue, runs_out
from .stages import AT_REST, Stage


PAGE = 25
DIGITS = re.compile(r"^\d{1,6}$")
PILLS = {
    Stage.NEW: "new",
    Stage.REOPENED: "new",
    Stage.WAITING: "lawyer",
    Stage.CLOSED: "closed",
    Stage.TRANSFERRED: "closed",
    Stage.DUPLICATE: "closed",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the reader narrows by; empty means all. `only` is "", "mine" or "late"."""

    stage: str = ""
    only: str = ""
    where: str = ""
    station: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class After:
    """The last line seen: the next page begins below it."""

    opened_at: datetime
    record: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A case as a line of the list. `due_at` is what comes first, clock or task."""

    reference: str
    what: str
    where: str
    opened_at: datetime
    due_at: datetime | None
    late: bool
    held: bool
    stage: str
    pill: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """One page of lines, and where the next begins."""

    lines: tuple[Line, ...]
    after: After | None


def page_of(
    actor: Actor, wanted: Wanted, *, at: datetime, after: After | None = None
) -> Lines:
    """Return the lines below `after`, newest first."""
    cases = narrowed(actor, wanted, at=at)
    if after is not None:
        # So written that the index is entered at the right place.
        cases = cases.filter(
            Q(opened_at__lt=after.opened_at) | Q(record__lt=after.record),
            opened_at__lte=after.opened_at,
        )
    rows = list(cases.order_by("-opened_at", "-record")[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Lines(
        lines=lines_of(actor, rows[:PAGE], at=at),
        after=After(opened_at=last.opened_at, record=last.record) if last else None,
    )


def narrowed(actor: Actor, wanted: Wanted, *, at: datetime) -> QuerySet[Case]:
    """Return her cases that fit what she wants to see."""
    cases = cases_of(actor)
    if wanted.stage:
        cases = cases.filter(stage=wanted.stage)
    if wanted.only == "mine":
        hers = {"members__person": actor.person_id, "members__until": None}
        cases = cases.filter(**hers)
    if wanted.only == "late":
        cases = overdue(cases, at)
    if wanted.station:
        cases = cases.filter(station=wanted.station)
    if wanted.where:
        cases = cases.filter(area__in=_within(actor.country, wanted.where))
    return _with_reference(cases, wanted.reference.strip().upper())


def lines_of(actor: Actor, cases: Iterable[Case], *, at: datetime) -> tuple[Line, ...]:
    """Return cases as lines, in their order, with three questions to the database."""
    cases = list(cases)
    records = [case.pk for case in cases]
    words = words_for(actor.country, actor.language)
    stations = unit_names(actor.country, actor.language)
    due = _due(records, at)
    held = set(
        Arrest.objects.filter(case__in=records, released_at=None).values_list(
            "case", flat=True
        )
    )
    return tuple(
        _line(
            case,
            what=words.acts.get(case.what, case.what) or _("Without a note"),
            where=_place(case, stations, words.areas),
            due_at=None if Stage(case.stage) in AT_REST else due.get(case.pk),
            held=case.pk in held and Stage(case.stage) not in AT_REST,
            at=at,
        )
        for case in cases
    )


def _place(case: Case, stations: Mapping[str, str], areas: Mapping[str, str]) -> str:
    if case.station:
        return stations.get(case.station, case.station)
    return areas.get(case.area, case.area)


def _line(
    case: Case,
    *,
    what: str,
    where: str,
    due_at: datetime | None,
    held: bool,
    at: datetime,
) -> Line:
    stage = Stage(case.stage)
    return Line(
        reference=case.reference,
        what=what,
        where=where,
        opened_at=case.opened_at,
        due_at=due_at,
        late=due_at is not None and due_at < at,
        held=held,
        stage=str(stage.label),
        pill=PILLS.get(stage, ""),
    )


def _due(records: list[UUID], at: datetime) -> dict[UUID, datetime]:
    """Return for each case the first moment that something of it is due."""
    clocks = CaseClock.objects.filter(
        arrest__case__in=records, stopped_at=None, arrest__released_at=None
    ).exclude(runs_out_at=None)
    tasks = Task.objects.filter(case__in=records, done_at=None)
    due = [
        # "At once" has no moment of its own to be late for.
        (clock.arrest.case_id, runs_out(clock, at))
        for clock in clocks.select_related("arrest")
        if clock.runs_out_at != clock.started_at
    ]
    due += list(tasks.values_list("case_id", "due_at"))
    # The last to be set is the earliest.
    return dict(sorted(due, key=lambda pair: pair[1], reverse=True))


def _with_reference(cases: QuerySet[Case], typed: str) -> QuerySet[Case]:
    if not typed:
        return cases
    if DIGITS.match(typed):
        return cases.filter(reference__endswith=f"-{int(typed):06}")
    return cases.filter(reference__gte=typed, reference__lt=f"{typed}\U0010ffff")


def _within(country: str, code: str) -> list[str]:
    """Return the area and every area inside it."""
    found = [code]
    for area in pack_of(country).areas:
        if area.parent in found:
            found.append(area.code)
    return found
