"""What she says about being counted in the case holds for the figures from that moment."""

from __future__ import annotations

from datetime import datetime

from payung.programme.cases.models import Case
from payung.programme.reports.models import Incident, Report

from .models import Answer, Purpose
from .queries import holds, last_answer
from .starting import answers_in, reports_about_her


COUNTED = frozenset({Purpose.STATS, Purpose.POLICE_ANON})


def follow_in_figures(case: Case, *, at: datetime) -> None:
    """Let the notes about her be counted, and reach the police, as she says now.

    Figures that left already stay as they were; the next ones are made without her.
    """
    for report in reports_about_her(case):
        counted = _allows(case, report, Purpose.STATS, at)
        police = counted and _allows(case, report, Purpose.POLICE_ANON, at)
        Incident.objects.filter(report=report).update(
            may_be_counted=counted, may_reach_police=police
        )


def _allows(case: Case, report: Report, purpose: Purpose, at: datetime) -> bool:
    """Return her last word in the case, or what she answered in this very note."""
    last = last_answer(case, purpose)
    if last is not None:
        return holds(last, at=at)
    told = answers_in(report).get(purpose)
    return told is not None and told.answer is Answer.YES
