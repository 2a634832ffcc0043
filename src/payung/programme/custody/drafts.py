"""Drafts of "held longer than the law allows": made by themselves, decided by people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from payung.engines.clocks import ClockRunsBackwards
from payung.programme.cases.clock_readings import (
    ArrestFacts,
    Reading,
    longest,
    read_clocks,
)
from payung.programme.cases.clock_rows import facts_of
from payung.programme.cases.models import Arrest, CaseClock, Happened
from payung.programme.cases.stages import AT_REST
from payung.programme.cases.timeline import add_line_by_itself
from payung.programme.journal.actions import BY_ITSELF, record

from . import kinds
from .limits import LAW, of_holding, surely_over
from .models import DraftState, OverdueDraft


# What is withdrawn is over; a limit that passes again is drafted anew.
STANDING = (
    DraftState.WAITING,
    DraftState.CONFIRMED,
    DraftState.ASIDE,
    DraftState.DOUBTFUL,
)


def draft_breaches(*, at: datetime) -> int:
    """Draft an act for every limit that has passed for sure; return how many."""
    return sum(_drafted(row, at) for row in list(_passed(at)))


def follow_corrections(*, at: datetime) -> int:
    """Withdraw every draft that no longer holds, visibly; return how many changed."""
    return sum(_followed(draft, at) for draft in list(_unlike_their_clocks()))


def breach_of(arrest: Arrest, clock: str, *, at: datetime) -> Reading | None:
    """Return the reading of a clock that has passed for sure, or None."""
    facts = facts_of(arrest)
    for reading in read_clocks(facts, at=at):
        law = reading.due.value.status in LAW
        if reading.clock.id == clock and law and surely_over(reading, at=at):
            return reading
    return None


def columns_of(reading: Reading, facts: ArrestFacts) -> dict[str, object]:
    """Return what a draft says of a reading: the rule, the times, what was left out."""
    due, latest = reading.due, reading.due_latest
    surely = longest(latest or due)
    assert due.moment is not None and surely is not None  # noqa: S101, PT018 (counted)
    return {
        "rule_from": due.value.from_on,
        "rule_status": due.value.status.value,
        "limit": due.value.longest or due.value.limit or 0,
        "unit": due.value.unit.value,
        "started_at": due.started_at.astimezone(UTC),
        "started_latest": latest.started_at.astimezone(UTC) if latest else None,
        "ran_out_at": due.moment.astimezone(UTC),
        "surely_at": surely.astimezone(UTC),
        "until": reading.stopped_at,
        "left_out": [
            [one.kind, _iso(one.began_at), _iso(one.ended_at)]
            for one in facts.pauses
            if one.kind in reading.clock.not_counted
        ],
    }


def _passed(at: datetime) -> Iterator[CaseClock]:
    """Yield the stored clocks that may have passed and have no draft yet."""
    late = Q(stopped_at=None, surely__lt=at) | Q(stopped_at__gt=F("surely"))
    drafts = OverdueDraft.objects.filter(
        arrest=OuterRef("arrest"), clock=OuterRef("clock")
    ).exclude(state=DraftState.WITHDRAWN)
    clocks = CaseClock.objects.annotate(
        surely=Coalesce("runs_out_latest", "runs_out_at")
    )
    rows = clocks.filter(late, status__in=[one.value for one in LAW])
    rows = rows.exclude(arrest__case__stage__in=AT_REST).filter(~Exists(drafts))
    countries = frozenset(
        rows.order_by().values_list("arrest__case__country", flat=True).distinct()
    )
    found = rows.filter(of_holding(countries)).select_related("arrest__case")
    yield from found.order_by("runs_out_at", "pk")


def _drafted(row: CaseClock, at: datetime) -> bool:
    """Draft it unless somebody was quicker, or it is not sure after all."""
    try:
        with transaction.atomic():
            arrest = _locked(row.arrest_id)
            reading = breach_of(arrest, row.clock, at=at)
            if reading is None:
                return False
            OverdueDraft.objects.create(
                case=arrest.case,
                arrest=arrest,
                clock=row.clock,
                drafted_at=at,
                **columns_of(reading, facts_of(arrest)),
            )
            _line(arrest, "drafted", row.clock, at)
            subject = arrest.case.reference
            actor = BY_ITSELF
            record(kinds.DRAFTED, actor=actor, subject=subject, at=at, clock=row.clock)
    except IntegrityError:
        # Another sweeper drafted it in the same moment.
        return False
    return True


def _unlike_their_clocks() -> Iterator[OverdueDraft]:
    """Yield the drafts that say other times than the stored clock, or too late a stop."""
    same = CaseClock.objects.filter(
        arrest=OuterRef("arrest"),
        clock=OuterRef("clock"),
        runs_out_at=OuterRef("ran_out_at"),
    )
    same = same.filter(
        Q(runs_out_latest=OuterRef("surely_at"))
        | Q(runs_out_latest=None, runs_out_at=OuterRef("surely_at")),
        Q(stands_since=None) | Q(stands_since__gte=OuterRef("surely_at")),
    )
    runs = Exists(same.filter(stopped_at=None))
    stopped = Exists(
        same.filter(stopped_at=OuterRef("until"), stopped_at__gt=OuterRef("surely_at"))
    )
    unlike = Q(until=None) & ~Q(runs) | Q(until__isnull=False) & ~Q(stopped)
    # What is doubted is looked at again: the times may be put right once more.
    doubted = Q(state=DraftState.DOUBTFUL)
    rows = OverdueDraft.objects.filter(unlike | doubted, state__in=STANDING)
    yield from rows.select_related("case", "arrest").order_by("pk")


@transaction.atomic
def _followed(draft: OverdueDraft, at: datetime) -> bool:
    arrest = _locked(draft.arrest_id)
    fresh = OverdueDraft.objects.select_for_update().get(pk=draft.pk)
    if fresh.state not in STANDING:
        return False
    try:
        reading = breach_of(arrest, fresh.clock, at=at)
    except ClockRunsBackwards:
        reading = None
    if reading is not None:
        return _say_new_times(fresh, columns_of(reading, facts_of(arrest)))
    if fresh.state == DraftState.DOUBTFUL:
        return False
    _withdraw(fresh, arrest, at)
    return True


def _say_new_times(draft: OverdueDraft, columns: dict[str, object]) -> bool:
    """Let a draft that still holds say the corrected times."""
    if draft.state == DraftState.DOUBTFUL:
        columns = {**columns, "state": DraftState.CONFIRMED}
    changed = {
        name: value for name, value in columns.items() if getattr(draft, name) != value
    }
    for name, value in changed.items():
        setattr(draft, name, value)
    if changed:
        draft.save(update_fields=list(changed))
    return bool(changed)


def _withdraw(draft: OverdueDraft, arrest: Arrest, at: datetime) -> None:
    """Take it back; what stands in a note already, only a person can take out."""
    in_note = draft.state == DraftState.CONFIRMED
    draft.state = DraftState.DOUBTFUL if in_note else DraftState.WITHDRAWN
    draft.save(update_fields=["state"])
    _line(arrest, draft.state, draft.clock, at)
    record(
        kinds.WITHDRAWN,
        actor=BY_ITSELF,
        subject=arrest.case.reference,
        at=at,
        clock=draft.clock,
        became=draft.state,
    )


def _line(arrest: Arrest, what: str, clock: str, at: datetime) -> None:
    add_line_by_itself(
        case=arrest.case,
        kind=Happened.OVERDUE,
        about=f"{what}:{clock}"[:60],
        by=BY_ITSELF.handle,
        at=at,
    )


def _locked(arrest_id: int) -> Arrest:
    rows = Arrest.objects.select_related("case").prefetch_related(
        "steps", "pauses", "held"
    )
    return rows.select_for_update(of=("self",)).get(pk=arrest_id)


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="minutes") if moment else ""
