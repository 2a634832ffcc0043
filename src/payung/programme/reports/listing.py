"""The list of reports: narrowed, newest first, page by page, quick on 100,000 rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import reports_of
from .labels import Words
from .models import Report, Stage


PAGE = 25
# Beyond this nobody counts, and the database need not either.
MOST_COUNTED = 10_001
COLUMNS = ("reference", "what", "by_whom", "area", "received_at", "stage", "record")
DIGITS = re.compile(r"^\d{1,6}$")
PILLS: Mapping[str, str] = {
    Stage.NEW: "new",
    Stage.WITH_LAWYER: "lawyer",
    Stage.IN_COURT: "court",
    Stage.CLOSED: "closed",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What the reader narrows by; empty means all."""

    what: str = ""
    by_whom: str = ""
    stage: str = ""
    where: str = ""
    reference: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class After:
    """The last line seen: the next page begins below it."""

    received_at: datetime
    record: UUID


class Line(NamedTuple):
    """A report as a line of the list, in words; a template takes it apart by place."""

    reference: str
    what: str
    by_whom: str
    area: str
    received_at: datetime
    stage: str
    pill: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Lines:
    """One page of lines, and where the next begins."""

    lines: tuple[Line, ...]
    after: After | None


def page_of(
    actor: Actor, wanted: Wanted, words: Words, *, after: After | None = None
) -> Lines:
    """Return the lines below `after`, newest first."""
    reports = narrowed(actor, wanted)
    if after is not None:
        # Written so that the index is entered at the right place: the usual form with
        # OR alone reads everything before it.
        reports = reports.filter(
            Q(received_at__lt=after.received_at) | Q(record__lt=after.record),
            received_at__lte=after.received_at,
        )
    newest = reports.order_by("-received_at", "-record")
    rows = list(newest.values_list(*COLUMNS)[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Lines(
        lines=tuple(_lines(rows[:PAGE], words)),
        after=After(received_at=last[4], record=last[6]) if last else None,
    )


def lines_of(actor: Actor, records: Iterable[UUID], words: Words) -> tuple[Line, ...]:
    """Return the lines of these reports, as far as they are hers, newest first."""
    rows = reports_of(actor).filter(pk__in=list(records)).order_by("-received_at")
    return tuple(_lines(rows.values_list(*COLUMNS), words))


def counted(actor: Actor, wanted: Wanted) -> int:
    """Return how many there are; 10,001 means more than 10,000."""
    return narrowed(actor, wanted).order_by()[:MOST_COUNTED].count()


def narrowed(actor: Actor, wanted: Wanted) -> QuerySet[Report]:
    """Return the actor's reports that fit what she wants to see."""
    reports = reports_of(actor)
    if wanted.what:
        reports = reports.filter(what=wanted.what)
    if wanted.by_whom:
        reports = reports.filter(by_whom=wanted.by_whom)
    if wanted.stage:
        reports = reports.filter(stage=wanted.stage)
    if wanted.where:
        reports = reports.filter(area__in=_within(actor.country, wanted.where))
    return _with_reference(reports, wanted.reference.strip().upper())


def _with_reference(reports: QuerySet[Report], typed: str) -> QuerySet[Report]:
    if not typed:
        return reports
    if DIGITS.match(typed):
        return reports.filter(reference__endswith=f"-{int(typed):06}")
    # Between two ends, because an index can do that and cannot do LIKE everywhere.
    return reports.filter(reference__gte=typed, reference__lt=f"{typed}\U0010ffff")


def _within(country: str, code: str) -> list[str]:
    """Return the area and every area inside it."""
    found = [code]
    for area in pack_of(country).areas:
        if area.parent in found:
            found.append(area.code)
    return found


def _lines(rows: Iterable[tuple[str, ...]], words: Words) -> Iterable[Line]:
    acts, by, areas = words.acts, words.perpetrators, words.areas
    stages = {stage.value: str(stage.label) for stage in Stage}
    for reference, what, by_whom, area, received_at, stage, _record in rows:
        yield Line(
            reference,
            acts.get(what, what),
            by.get(by_whom, by_whom),
            areas.get(area, area),
            received_at,  # type: ignore[arg-type]
            stages[stage],
            PILLS.get(stage, ""),
        )
