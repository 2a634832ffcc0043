"""What a report offers a case: the arrest with its times, ready to be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from payung.engines.clocks import Event
from payung.programme.reports.models import Detention, Report

from .arrests import Taken
from .words.steps import step_label


# Which answer of the reporting form is which step of the law.
STEPS: Mapping[str, Event] = {
    "family_told_at": Event.FAMILY_TOLD,
    "counsel_at": Event.COUNSEL_CONTACT,
    "judge_at": Event.FIRST_PRODUCTION,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class FromReport:
    """The arrest that a report tells of; everything empty where it tells of none."""

    taken_at: datetime | None = None
    station: str = ""
    steps: Mapping[Event, datetime] = field(default_factory=dict)

    def said(self) -> tuple[tuple[str, datetime], ...]:
        """Return the steps in words, with their moments."""
        return tuple((step_label(event), at) for event, at in self.steps.items())

    def taken(self, typed: Mapping[str, Any]) -> Taken | None:
        """Return the arrest as it stands in the form, with the steps of the report."""
        if not typed.get("taken_at"):
            return None
        return Taken(
            taken_at=typed["taken_at"],
            latest=typed.get("latest"),
            station=typed.get("station", ""),
            steps=self.steps,
        )


def from_report(report: Report | None) -> FromReport:
    """Return what a report offers, in codes and moments only."""
    if report is None:
        return FromReport()
    told = Detention.objects.filter(incident__report=report).first()
    if told is None:
        return FromReport()
    moments = {event: getattr(told, name) for name, event in STEPS.items()}
    return FromReport(
        taken_at=told.taken_at,
        station=told.station,
        steps={event: moment for event, moment in moments.items() if moment},
    )
