"""Read the notes of a country as they are counted. Only a release is made of these."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from payung.programme.places.packs import pack_of
from payung.programme.reports.models import Detention, Incident
from payung.programme.reports.published import crosswalks
from payung.programme.reports.queries import facts_by_note

from .counting import Lists, Note
from .periods import Period


def notes_of(country: str, period: Period) -> Iterator[Note]:
    """Yield each note of the period whose person agreed to be counted."""
    for row, facts in facts_by_note(country, period.since, period.until):
        held = _detention(row)
        yield Note(
            facts=facts,
            stage=row.report.stage,
            arrested=held is not None and held.taken_at is not None,
            lawyer_hours=_hours(held.taken_at, held.counsel_at) if held else None,
            judge_hours=_hours(held.taken_at, held.judge_at) if held else None,
            for_police=row.may_reach_police,
        )


def lists_of(country: str) -> Lists:
    """Return the code lists that a count of this country needs."""
    known = crosswalks()
    return Lists(
        perpetrators={c: row.group for c, row in known.perpetrators.items()},
        acts={c: row.group for c, row in known.acts.items()},
        areas=pack_of(country).areas,
    )


def _detention(row: Incident) -> Detention | None:
    try:
        return row.detention
    except Detention.DoesNotExist:
        return None


def _hours(since: datetime | None, until: datetime | None) -> float | None:
    if since is None or until is None:
        return None
    return (until - since).total_seconds() / 3600
