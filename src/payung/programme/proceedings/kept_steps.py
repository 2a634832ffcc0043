"""The steps of a proceeding as the engine takes them: rows, the arrest, the dates.

What the clocks of the arrest need stands once, in the arrest. What a court did on a
date stands once, in that date. Here all of it is read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from payung.engines.clocks import Event
from payung.engines.proceedings import Kept, StepKind, Track
from payung.programme.cases.models import Arrest, Step
from payung.programme.cases.words.tracks import HearingState

from .models import Hearing, Proceeding, ProceedingStep
from .tables import table


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A step as the engine takes it, and where it stands: row, arrest, date at court."""

    kept: Kept
    row: ProceedingStep | None = None
    of_arrest: bool = False
    arrest_step: Step | None = None
    hearing: Hearing | None = None


def arrest_of(proceeding: Proceeding) -> Arrest | None:
    """Return the arrest that a defence is about: its own, or the newest of the case."""
    if proceeding.track != Track.DEFENCE:
        return None
    if proceeding.arrest is not None:
        return proceeding.arrest
    return proceeding.case.arrests.order_by("-taken_at").first()


def told_steps(proceeding: Proceeding) -> tuple[Told, ...]:
    """Return everything that is written down of a proceeding, taken back or not there
    left out, in the order in which it happened.
    """
    rows = list(proceeding.steps.filter(taken_back_at=None).order_by("asked_at", "pk"))
    found = [*_with_arrest(proceeding, rows), *_dates(proceeding)]
    dated = [(first_moment(one.kept), one) for one in found]
    there = [(moment, one) for moment, one in dated if moment is not None]
    return tuple(one for _moment, one in sorted(there, key=lambda pair: pair[0]))


def kept_steps(proceeding: Proceeding) -> tuple[Kept, ...]:
    """Return the same for the engine alone."""
    return tuple(one.kept for one in told_steps(proceeding))


def first_moment(kept: Kept) -> datetime | None:
    """Return the earliest moment of a step, or None where it has none."""
    moments = (kept.asked_at, kept.done_at, kept.refused_at)
    return min((moment for moment in moments if moment), default=None)


def _with_arrest(proceeding: Proceeding, rows: list[ProceedingStep]) -> Iterator[Told]:
    arrest = arrest_of(proceeding)
    left = list(rows)
    for kind, moment, step in _events(proceeding, arrest):
        row = _asked_for(kind, left, moment)
        kept = Kept(code=kind.code, done_at=moment)
        if row is not None:
            left.remove(row)
            kept = replace(_kept(row), done_at=moment)
        yield Told(kept=kept, row=row, of_arrest=True, arrest_step=step)
    for row in left:
        yield Told(kept=_kept(row), row=row)


def _events(
    proceeding: Proceeding, arrest: Arrest | None
) -> Iterator[tuple[StepKind, datetime, Step | None]]:
    if arrest is None:
        return
    taken = table().with_event(Track(proceeding.track), Event.ARREST.value)
    if taken is not None:
        yield taken, arrest.taken_at, None
    for step in arrest.steps.all():
        kind = table().with_event(Track(proceeding.track), step.event)
        if kind is not None:
            yield kind, step.at, step


def _asked_for(
    kind: StepKind, rows: Iterable[ProceedingStep], moment: datetime
) -> ProceedingStep | None:
    """Return the question that this moment answers, the last of several."""
    asked = [
        row
        for row in rows
        if row.code == kind.code
        and row.refused_at is None
        and (row.asked_at is None or row.asked_at <= moment)
    ]
    return asked[-1] if asked else None


def _dates(proceeding: Proceeding) -> Iterator[Told]:
    kind = table().hearing_of(Track(proceeding.track))
    if kind is None:
        return
    for hearing in proceeding.hearings.filter(state=HearingState.HELD):
        kept = Kept(code=kind.code, done_at=hearing.at, key=f"date:{hearing.pk}")
        yield Told(kept=kept, hearing=hearing)


def _kept(row: ProceedingStep) -> Kept:
    return Kept(
        code=row.code,
        asked_at=row.asked_at,
        done_at=row.done_at,
        refused_at=row.refused_at,
        key=str(row.pk),
    )
