"""The plan wall: months by lines, each cell worked out from what was held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from payung.programme.activities.models import Activity, Reason, State
from payung.programme.findings.periods import shifted
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from . import access
from .marks import SIGNS, Mark, Tally, mark_of
from .models import Output, PlanLine, PlanVersion
from .months import month_at, months_from, start_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A month of a line: how it stands, the counts, the reasons in words."""

    month: date
    mark: Mark
    tally: Tally
    reasons: tuple[str, ...] = ()

    @property
    def sign(self) -> str:
        """Return the sign that says it without colour."""
        return SIGNS[self.mark]

    @property
    def words(self) -> str:
        """Return the same in words: for screen readers, and as the title of a cell."""
        tally = self.tally
        said = [
            (tally.promised, _("planned %(count)s")),
            (tally.held, _("held %(count)s")),
            (tally.to_come, _("to come %(count)s")),
            (tally.moved, _("moved %(count)s")),
            (tally.called_off, _("called off %(count)s")),
            (tally.unsaid, _("not written down yet %(count)s")),
            (tally.missed, _("not held %(count)s")),
        ]
        words = [text % {"count": count} for count, text in said if count]
        return ", ".join([*words, *self.reasons])


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line and its months."""

    line: PlanLine
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The lines of one output."""

    output: Output
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthOfPlan:
    """A month for a phone: every line that has something in it."""

    month: date
    now: bool
    entries: tuple[tuple[PlanLine, Cell], ...]
    counts: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wall:
    """A plan as it stands now."""

    version: PlanVersion
    months: tuple[date, ...]
    this_month: date
    groups: tuple[Group, ...]

    @property
    def by_month(self) -> tuple[MonthOfPlan, ...]:
        """Return the same month by month."""
        rows = [row for group in self.groups for row in group.rows]
        return tuple(self._month(n, month, rows) for n, month in enumerate(self.months))

    def _month(self, n: int, month: date, rows: list[Row]) -> MonthOfPlan:
        entries = tuple(
            (row.line, row.cells[n])
            for row in rows
            if row.cells[n].mark is not Mark.NOTHING
        )
        marks = [cell.mark for _line, cell in entries]
        return MonthOfPlan(
            month=month,
            now=month == self.this_month,
            entries=entries,
            counts=tuple(
                (mark.value, SIGNS[mark], marks.count(mark))
                for mark in Mark
                if mark in marks
            ),
        )


def wall_of(actor: Actor, version: PlanVersion, *, at: datetime) -> Wall:
    """Return the wall of a plan, for the lines she sees; one question counts it all."""
    zone = pack_of(actor.country).zone()
    months = months_from(version.first_month, version.months)
    lines = list(access.lines_of(actor, version))
    tallies, reasons = _counted([line.root for line in lines], actor, version, at)
    this_month = month_at(at, zone)

    def cell(line: PlanLine, month: date) -> Cell:
        found = tallies.get((line.root, month), {})
        promised = line.per_month if month.isoformat() in line.months else 0
        tally = Tally(promised=promised, **found)
        return Cell(
            month=month,
            mark=mark_of(tally, over=month < this_month),
            tally=tally,
            reasons=tuple(reasons.get((line.root, month), ())),
        )

    rows = [
        Row(line=line, cells=tuple(cell(line, month) for month in months))
        for line in lines
    ]
    return Wall(
        version=version,
        months=months,
        this_month=this_month,
        groups=tuple(_groups(rows)),
    )


def _groups(rows: list[Row]) -> Iterator[Group]:
    for _key, some in groupby(rows, key=lambda row: row.line.output_id):
        of_one = tuple(some)
        yield Group(output=of_one[0].line.output, rows=of_one)


Where = tuple[UUID, date]


def _counted(
    roots: list[UUID], actor: Actor, version: PlanVersion, at: datetime
) -> tuple[Mapping[Where, dict[str, int]], Mapping[Where, list[str]]]:
    """Return the counts of each line and month, and the reasons, of one aggregate."""
    zone = pack_of(actor.country).zone()
    end = shifted(version.first_month, version.months)
    rows = (
        Activity.objects.filter(
            country=actor.country,
            line__in=roots,
            planned_start__gte=start_of(version.first_month, zone),
            planned_start__lt=start_of(end, zone),
        )
        .annotate(month=TruncMonth("planned_start", tzinfo=zone))
        .values("line", "month", "state", "reason")
        .annotate(all=Count("pk"), over=Count("pk", filter=Q(planned_end__lt=at)))
        .order_by("line", "month", "state", "-all", "reason")
    )
    tallies: dict[Where, dict[str, int]] = {}
    reasons: dict[Where, list[str]] = {}
    for row in rows:
        where = (UUID(str(row["line"])), row["month"].date())
        counts = tallies.setdefault(where, {})
        for name, count in _named(row["state"], row["all"], row["over"]):
            counts[name] = counts.get(name, 0) + count
        if row["reason"]:
            said = str(Reason(row["reason"]).label)
            reasons.setdefault(where, []).append(said)
    return tallies, reasons


def _named(state: str, every: int, over: int) -> Iterator[tuple[str, int]]:
    if state == State.PLANNED:
        yield "unsaid", over
        yield "to_come", every - over
    else:
        yield COUNTED_AS[State(state)], every


COUNTED_AS = {
    State.HELD: "held",
    State.POSTPONED: "moved",
    State.CANCELLED: "called_off",
    State.MISSED: "missed",
}
