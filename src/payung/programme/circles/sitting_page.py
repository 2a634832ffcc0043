"""Everything the four cards of a sitting show; nothing locked is opened by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from payung.programme.activities.models import State
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of

from .agenda import OpenDecision, as_lines, carried, open_actions, watched
from .codes import Answer, Because, EvidenceKind, Group, PassedTo, Severity, Since
from .models import ActionItem, Decision, Finding, FocusGroup, ReportBack
from .sittings import came_to
from .themes import label_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """A decision from earlier with what was told of it today, if anything."""

    line: OpenDecision
    told: ReportBack | None
    actions: tuple[ActionItem, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingLine:
    """A finding in words that may be seen: its codes, and its one answer."""

    row: Finding
    themes: str
    facts: str
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SittingPage:
    """The four cards."""

    group: FocusGroup
    title: str
    held: bool
    finished: bool
    called_off: bool
    # Finished, or called off: nothing is written down at it.
    over: bool
    came: int
    last_month: tuple[Carried, ...]
    watched: tuple[Finding, ...]
    findings: tuple[FindingLine, ...]
    waiting: int
    decisions: tuple[Decision, ...]
    to_do: tuple[ActionItem, ...]


def sitting_page(group: FocusGroup, language: str, *, at: datetime) -> SittingPage:
    """Return what the four cards of a sitting show."""
    findings = tuple(
        _finding(one, language)
        for one in group.findings.select_related("decision")
        .prefetch_related("themes")
        .order_by("number")
    )
    called_off = group.activity.state == State.CANCELLED
    decisions = group.decisions.prefetch_related("findings", "actions__who")
    return SittingPage(
        group=group,
        title=str(Group(group.group).label),
        held=group.activity.state == State.HELD,
        finished=group.finished_at is not None,
        called_off=called_off,
        over=called_off or group.finished_at is not None,
        came=came_to(group),
        last_month=_carried(group, at),
        watched=tuple(watched(group)),
        findings=findings,
        waiting=sum(
            1 for one in findings if not (one.row.answer or one.row.withdrawn_at)
        ),
        decisions=tuple(decisions.order_by("number")),
        to_do=tuple(open_actions(group)),
    )


def places_of(country: str, language: str) -> list[tuple[str, str]]:
    """Return code and name of the smallest areas of a country, by name."""
    areas = pack_of(country).areas
    level = max((area.level for area in areas), default=0)
    names = [
        (area.code, area.name.get(language) or area.name.get("en") or area.code)
        for area in areas
        if area.level == level
    ]
    return sorted(names, key=lambda one: one[1])


def _carried(group: FocusGroup, at: datetime) -> tuple[Carried, ...]:
    told = {one.decision_id: one for one in group.told_back.all()}
    today = day_of(group.country, at)
    lines = as_lines(carried(group), on=today)
    return tuple(
        Carried(
            line=line,
            told=told.get(line.row.pk),
            actions=tuple(
                line.row.actions.filter(withdrawn_at=None)
                .select_related("who")
                .order_by("due_on")
            ),
        )
        for line in lines
    )


def _finding(row: Finding, language: str) -> FindingLine:
    country = row.group.country
    themes = (label_of(country, one.theme, language) for one in row.themes.all())
    facts = (
        Severity(row.severity).label,
        Since(row.since).label,
        EvidenceKind(row.evidence).label,
    )
    return FindingLine(
        row=row,
        themes=" · ".join(themes),
        facts=" · ".join(str(one) for one in facts),
        said=_said(row),
    )


def _said(row: Finding) -> str:
    if not row.answer:
        return ""
    more = {
        Answer.REFERRED: lambda: PassedTo(row.passed_to).label,
        Answer.NO_ACTION: lambda: Because(row.because).label,
    }.get(Answer(row.answer))
    label = str(Answer(row.answer).label)
    return f"{label} · {more()}" if more else label
