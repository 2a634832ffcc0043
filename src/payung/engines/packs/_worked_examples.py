"""Worked examples of the law: they run as tests and are printed in the manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from payung.engines.clocks import (
    Deadline,
    LocalCalendar,
    NoValueInForce,
    OverlappingPauses,
    Pause,
    Status,
    Unit,
    deadline,
    kept,
)

from ._pack import Pack, WorkedExample


ENGLISH = "en"
AROUND = 2  # years of holidays on either side of the start: no limit is longer


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the engine makes of an example, and whether the author expected it."""

    example: WorkedExample
    moment: datetime | None
    last_day: date | None
    status: Status | None
    disagreement: str

    @property
    def agrees(self) -> bool:
        """Whether the clock says what the author of the example says."""
        return not self.disagreement


def work_out(pack: Pack, example: WorkedExample) -> Outcome:
    """Return what the pack's clock says about the example."""
    try:
        due = _deadline(pack, example)
    except (NoValueInForce, OverlappingPauses) as problem:
        return Outcome(
            example=example,
            moment=None,
            last_day=None,
            status=None,
            disagreement=str(problem),
        )
    return Outcome(
        example=example,
        moment=due.moment,
        last_day=due.last_day,
        status=due.value.status,
        disagreement=_disagreement(example, due),
    )


def render_examples(packs: Iterable[Pack]) -> str:
    """Return the manual's page of worked examples, in Markdown."""
    lines = [
        "# Worked examples of the clocks",
        "",
        "Every example stands in a country's `law/clocks.cases.toml`. The same lines run",
        "as tests. This page is written from them by a program: change the example, not",
        "the page. Times are local. No value on this page has been verified by a lawyer",
        "unless the row says so. None of it is legal advice.",
    ]
    for pack in packs:
        lines += ["", f"## {pack.name[ENGLISH]}", "", *_rows(pack)]
    return "\n".join(lines) + "\n"


def _rows(pack: Pack) -> Iterator[str]:
    yield "| example | clock | starts | not counted | runs out | ended | how sure |"
    yield "|---|---|---|---|---|---|---|"
    for example in pack.examples:
        due = _deadline(pack, example)
        cells = (
            example.name,
            f"{pack.clock(example.clock).label[ENGLISH]} ({_limit(due)})",
            _minute(due.started_at),
            _not_counted(example),
            _end(due),
            _ended(example),
            _standing(due),
        )
        yield f"| {' | '.join(cells)} |"


def _deadline(pack: Pack, example: WorkedExample) -> Deadline:
    zone = ZoneInfo(example.zone)
    start = _local(example.started_at, zone)
    years = range(start.year - 1, start.year + AROUND + 1)
    courts = pack.local_calendar(years)
    return deadline(
        pack.clock(example.clock),
        started_at=start,
        calendar=LocalCalendar(
            zone=zone, weekend=courts.weekend, holidays=courts.holidays
        ),
        pauses=[
            Pause(kind=kind, began_at=_local(began, zone), ended_at=_local(ended, zone))
            for kind, began, ended in example.pauses
        ],
    )


def _disagreement(example: WorkedExample, due: Deadline) -> str:
    expected = example.expected and _local(example.expected, ZoneInfo(example.zone))
    if due.last_day is None and expected != (due.moment or None):
        return f"the clock runs out {_end(due)}, the example says {example.expected}."
    if example.last_day != due.last_day:
        return f"the last day is {due.last_day}, the example says {example.last_day}."
    if example.status != due.value.status:
        return f"the status is '{due.value.status}', not '{example.status}'."
    if example.stopped_at:
        stop = _local(example.stopped_at, ZoneInfo(example.zone))
        if kept(due, stopped_at=stop) is not example.kept:
            return f"an end at {example.stopped_at} is not what the example says."
    return ""


def _local(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def _limit(due: Deadline) -> str:
    words = {
        Unit.IMMEDIATE: "at once",
        Unit.ON_REQUEST: "on request",
        Unit.RULE: "no time limit",
    }
    unit = due.value.unit
    return words.get(unit) or f"{due.value.limit} {unit.replace('_', ' ')}"


def _end(due: Deadline) -> str:
    if due.last_day is not None:
        return f"at the end of {due.last_day:%d %B %Y}"
    return "no moment" if due.moment is None else _minute(due.moment)


def _minute(moment: datetime) -> str:
    return f"{moment:%d %B %Y, %H:%M}"


def _not_counted(example: WorkedExample) -> str:
    spans = [
        f"{kind.replace('_', ' ')} {_span(began, ended)}"
        for kind, began, ended in example.pauses
    ]
    return "; ".join(spans) or "nothing"


def _span(began: str, ended: str) -> str:
    # One night's journey needs no dates beside its hours.
    first, last = datetime.fromisoformat(began), datetime.fromisoformat(ended)
    if last - first < timedelta(days=1):
        return f"{began[11:16]} to {ended[11:16]}"
    return f"{_minute(first)} to {_minute(last)}"


def _ended(example: WorkedExample) -> str:
    if not example.stopped_at:
        return "still running"
    what = example.stopped_by.replace("_", " ")
    when = _minute(datetime.fromisoformat(example.stopped_at))
    return f"{what} on {when}: {'in time' if example.kept else 'too late'}"


def _standing(due: Deadline) -> str:
    words = [due.value.status.replace("_", " ")]
    if due.suspended_since:
        words.append(f"since {due.suspended_since:%d %B %Y}, counted as evidence only")
    words.append(f"confidence {due.value.confidence}")
    if not due.value.verified:
        words.append("not verified by a lawyer")
    return ", ".join(words)
