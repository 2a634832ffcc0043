"""Reading law/: clocks with their dated values, worked examples, offences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from payung.engines.clocks import Clock, Confidence, Event, Status, Unit, Value

from ._mistakes import did_you_mean
from ._pack import Offence, WorkedExample
from ._sheet import Sheet, refuse_doubles


PAUSE_KINDS = frozenset(
    {"journey_to_magistrate", "journey_to_station", "hospital", "in_prison"}
)
LARGEST_LIMIT = 10_000  # hours of more than a year: surely a slip
UNCOUNTED = frozenset({Unit.IMMEDIATE, Unit.ON_REQUEST, Unit.RULE})


def read_clocks(sheet: Sheet) -> tuple[Clock, ...]:
    """Return the clocks of law/clocks.toml."""
    clocks = tuple(_clock(table) for table in sheet.tables("clocks"))
    refuse_doubles(sheet, "clocks", [clock.id for clock in clocks])
    sheet.finish()
    return clocks


def _clock(sheet: Sheet) -> Clock:
    tables = sheet.tables("values")
    clock = Clock(
        id=sheet.text("id"),
        label=sheet.label("label"),
        starts_on=sheet.choice("starts_on", Event, Event.ARREST),
        stops_on=_events(sheet),
        not_counted=_kinds(sheet),
        values=tuple(_value(table) for table in tables),
    )
    if not tables:
        sheet.say("values", "has no value.", "Add a [[clocks.values]] with its source.")
    _refuse_overlaps(sheet, clock.values)
    sheet.finish()
    return clock


def _events(sheet: Sheet) -> tuple[Event, ...]:
    words = sheet.texts("stops_on")
    for word in words:
        if word not in list(Event):
            sheet.say("stops_on", f"'{word}' is not known.", did_you_mean(word, Event))
    return tuple(Event(word) for word in words if word in list(Event))


def _kinds(sheet: Sheet) -> frozenset[str]:
    kinds = sheet.texts("not_counted")
    for kind in kinds:
        if kind not in PAUSE_KINDS:
            sheet.say(
                "not_counted",
                f"'{kind}' is not known.",
                did_you_mean(kind, PAUSE_KINDS),
            )
    return frozenset(kinds)


def _value(sheet: Sheet) -> Value:
    unit = sheet.choice("unit", Unit, Unit.RULE)
    value = Value(
        unit=unit,
        limit=_limit(sheet, unit),
        longest=sheet.number("longest", least=1) if sheet.has("longest") else None,
        source=sheet.text("source"),
        status=sheet.choice("status", Status, Status.TO_VERIFY),
        confidence=sheet.choice("confidence", Confidence, Confidence.LOW),
        from_on=sheet.day("from"),
        to_on=sheet.day("to"),
        first_day_counts=sheet.flag("first_day_counts", default=False),
        verified_by=sheet.text_or_empty("verified_by"),
        verified_on=sheet.day("verified_on"),
        note=sheet.optional_text("note"),
        fact=sheet.optional_text("fact"),
    )
    _refuse_nonsense(sheet, value)
    sheet.finish()
    return value


def _limit(sheet: Sheet, unit: Unit) -> int | None:
    if unit not in UNCOUNTED:
        limit = sheet.number("limit", least=1)
        if limit > LARGEST_LIMIT:
            sheet.say("limit", f"is {limit}.", "Count it in a larger unit.")
        return limit
    if sheet.has("limit"):
        sheet.say(
            "limit",
            f"stands beside the unit '{unit}', which has no number.",
            "Take the limit out, or change the unit.",
        )
    return None


def _refuse_nonsense(sheet: Sheet, value: Value) -> None:
    if value.from_on and value.to_on and value.to_on < value.from_on:
        sheet.say(
            "to",
            f"{value.to_on} is before 'from' ({value.from_on}).",
            "Exchange the two days or correct one.",
        )
    if value.longest and value.limit and value.longest < value.limit:
        sheet.say("longest", "is below 'limit'.", "Write the most that is allowed.")
    if bool(value.verified_by) != bool(value.verified_on):
        sheet.say(
            "verified_on",
            "a name and a day of verification go together.",
            "Write both verified_by and verified_on, or leave both out.",
        )


def _refuse_overlaps(sheet: Sheet, values: Sequence[Value]) -> None:
    ordered = sorted(values, key=lambda value: value.from_on or date.min)
    for first, second in pairwise(ordered):
        if (first.to_on or date.max) >= (second.from_on or date.min):
            sheet.say(
                "values",
                f"the value from {first.from_on or 'always'} to "
                f"{first.to_on or 'now'} and the value from "
                f"{second.from_on or 'always'} share days.",
                "End the earlier with 'to', the day before the later begins.",
            )


def read_examples(
    sheet: Sheet, clocks: tuple[Clock, ...], zones: tuple[str, ...]
) -> tuple[WorkedExample, ...]:
    """Return the worked examples of law/clocks.cases.toml."""
    known = {clock.id: clock for clock in clocks}
    examples = tuple(_example(t, known, zones) for t in sheet.tables("cases"))
    refuse_doubles(sheet, "cases", [example.name for example in examples])
    sheet.finish()
    return examples


def _example(
    sheet: Sheet, clocks: Mapping[str, Clock], zones: tuple[str, ...]
) -> WorkedExample:
    start = sheet.local_moment("started_at")
    end = sheet.local_moment("expected") if sheet.has("expected") else None
    stop = sheet.local_moment("stopped_at") if sheet.has("stopped_at") else None
    example = WorkedExample(
        name=sheet.text("name"),
        clock=sheet.word("clock", set(clocks)),
        zone=sheet.word("zone", zones) if sheet.has("zone") else zones[0],
        started_at=start.isoformat() if start else "",
        pauses=tuple(_pause(table) for table in sheet.tables("pauses")),
        expected=end.isoformat() if end else None,
        last_day=sheet.day("last_day"),
        status=sheet.choice("status", Status, Status.TO_VERIFY),
        stopped_by=_stopped_by(sheet, clocks),
        stopped_at=stop.isoformat() if stop else "",
        kept=sheet.flag("kept", default=False) if sheet.has("kept") else None,
    )
    if start and end and end < start:
        sheet.say("expected", "is before 'started_at'.", "Correct one of the two.")
    if start and stop and stop < start:
        sheet.say("stopped_at", "is before 'started_at'.", "Correct one of the two.")
    _refuse_half_a_stop(sheet, example)
    sheet.finish()
    return example


def _stopped_by(sheet: Sheet, clocks: Mapping[str, Clock]) -> str:
    """Return what ended it; only what stops this clock can."""
    if not sheet.has("stopped_by"):
        return ""
    clock = clocks.get(sheet.text("clock"))
    stops = {one.value for one in clock.stops_on} if clock else set(Event)
    return sheet.word("stopped_by", stops)


def _refuse_half_a_stop(sheet: Sheet, example: WorkedExample) -> None:
    told = (
        bool(example.stopped_by),
        bool(example.stopped_at),
        example.kept is not None,
    )
    if any(told) and not all(told):
        sheet.say(
            "stopped_by",
            "an end needs what ended it, when, and whether that was in time.",
            "Write stopped_by, stopped_at and kept, or leave all three out.",
        )


def _pause(sheet: Sheet) -> tuple[str, str, str]:
    kind = sheet.word("kind", PAUSE_KINDS)
    began, ended = sheet.local_moment("from"), sheet.local_moment("to")
    if began and ended and ended < began:
        sheet.say("to", "is before 'from'.", "Exchange the two or correct one.")
    sheet.finish()
    return (
        kind,
        began.isoformat() if began else "",
        ended.isoformat() if ended else "",
    )


def read_offences(sheet: Sheet) -> tuple[Offence, ...]:
    """Return the laws of law/offences.toml."""
    offences = tuple(_offence(table) for table in sheet.tables("offences"))
    refuse_doubles(sheet, "offences", [offence.code for offence in offences])
    sheet.finish()
    return offences


def _offence(sheet: Sheet) -> Offence:
    offence = Offence(
        code=sheet.text("code"),
        label=sheet.label("label"),
        act=sheet.text_or_empty("act"),
        section=sheet.text_or_empty("section"),
        source=sheet.text("source"),
        confidence=sheet.choice("confidence", Confidence, Confidence.LOW),
        note=sheet.optional_text("note"),
    )
    sheet.finish()
    return offence
