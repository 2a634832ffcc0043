"""What a case gives to a paper: times, places, limits with their honest standing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import translation

from payung.engines.clocks import Event, Status, Unit
from payung.engines.papers import RULE, Row, Value, Values
from payung.programme.cases.clock_readings import Reading, longest, read_clocks
from payung.programme.cases.clock_rows import area_of, facts_of
from payung.programme.cases.held_spans import held_now
from payung.programme.cases.models import Arrest, Case, HeldKind
from payung.programme.cases.words.steps import pause_label, step_label
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names, unit_names

from .said_days import SaidDays


COUNTED = frozenset({Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS})
NO_MOMENT = "–"


def case_values(case: Case, *, language: str, at: datetime) -> Values:
    """Return every field that comes from the case, in a language; opens nothing.

    What is not known is left out, so that the paper has a line to write on.
    """
    arrest = (
        case.arrests.select_related("case")
        .prefetch_related("steps", "pauses", "held")
        .order_by("-taken_at")
        .first()
    )
    says = _says(case, arrest, language)
    values: dict[str, Value] = {
        "case_reference": case.reference,
        "today": says.day(at),
        "now": says.moment(at),
    }
    places = {
        "station": _station(case, arrest, language),
        "held_at": _held_at(arrest, language) if arrest else "",
        "area": area_names(case.country, language).get(case.area, ""),
    }
    values |= {name: words for name, words in places.items() if words}
    with translation.override(language):
        return values | (_of_arrest(arrest, says, at) if arrest else {})


def _says(case: Case, arrest: Arrest | None, language: str) -> SaidDays:
    pack = pack_of(case.country)
    area = area_of(arrest) if arrest else case.area
    return SaidDays(
        language=language, zone=pack.zone(area or None), calendar=pack.calendar
    )


def _station(case: Case, arrest: Arrest | None, language: str) -> str:
    """Return the station that is concerned, wherever she was brought since."""
    code = _station_code(arrest) if arrest else case.station
    return unit_names(case.country, language).get(code, code)


def _station_code(arrest: Arrest) -> str:
    spans = sorted(arrest.held.all(), key=lambda one: one.began_at)
    lock_ups = [one.station for one in spans if one.kind == HeldKind.LOCK_UP]
    # The lists narrow by the place where she is now, which may be a prison.
    known = [arrest.station, *lock_ups, "" if spans else arrest.case.station]
    return next((code for code in known if code), "")


def _held_at(arrest: Arrest, language: str) -> str:
    """Return the place where she is held now, or was last; where only its kind is known
    a line to write its name on, so that nobody else is named to a court.
    """
    place = held_now(arrest)
    name = unit_names(arrest.case.country, language).get(place.station, place.station)
    if name or not place.kind:
        return name
    with translation.override(language):
        return f"{RULE} ({HeldKind(place.kind).label})"


def _of_arrest(arrest: Arrest, says: SaidDays, at: datetime) -> dict[str, Value]:
    moments = {
        "taken_at": arrest.taken_at,
        "taken_at_latest": arrest.taken_at_latest,
        "released_at": arrest.released_at,
    }
    said: dict[str, Value] = {
        name: says.moment(moment) for name, moment in moments.items() if moment
    }
    steps = sorted(arrest.steps.all(), key=lambda step: step.at)
    limits = tuple(
        _limit(one, says, at) for one in read_clocks(facts_of(arrest), at=at)
    )
    return said | {
        "steps": tuple(
            {"what": step_label(Event(step.event)), "when": says.moment(step.at)}
            for step in steps
        ),
        "pauses": tuple(_pauses(arrest, says)),
        "clocks": limits,
        "breaches": tuple(one for one in limits if one["late"]),
    }


def _pauses(arrest: Arrest, says: SaidDays) -> Iterator[Row]:
    for one in sorted(arrest.pauses.all(), key=lambda pause: pause.began_at):
        row: dict[str, str | bool] = {
            "what": pause_label(one.kind),
            "began_at": says.moment(one.began_at),
        }
        if one.ended_at:
            row["ended_at"] = says.moment(one.ended_at)
        yield row


def _limit(one: Reading, says: SaidDays, at: datetime) -> Row:
    value, label = one.due.value, one.clock.label
    late_by = _late_by(one, at)
    over = int(late_by.total_seconds() // 60) if late_by else 0
    due = one.due.moment
    row: dict[str, str | bool] = {
        "name": label.get(says.language) or label.get("en") or one.clock.id,
        "limit": says.number(value.limit) if value.limit is not None else NO_MOMENT,
        "hours": value.unit is Unit.HOURS,
        "days": value.unit in {Unit.DAYS, Unit.WORKING_DAYS},
        "due": says.moment(due) if due else NO_MOMENT,
        "done": one.stopped_at is not None,
        "kept": one.in_time is True,
        "late": late_by is not None,
        "unsure": one.stopped_at is not None
        and one.in_time is not True
        and late_by is None
        and value.unit in COUNTED,
        "runs": one.stopped_at is None and late_by is None,
        "late_hours": says.number(over // 60),
        "late_minutes": says.number(over % 60),
        "binding": value.binding,
        "suspended": value.status is Status.SUSPENDED,
        "to_verify": value.status is Status.TO_VERIFY,
        "practice": value.status is Status.PRACTICE,
        "standard": value.status is Status.STANDARD,
    }
    if one.due_latest and one.due_latest.moment:
        row["due_latest"] = says.moment(one.due_latest.moment)
    return row


def _late_by(one: Reading, at: datetime) -> timedelta | None:
    """Return by how much a limit was passed at least, or None where that is not sure.

    From the latest moment at which she can have been taken: a paper for a court says
    less than may be true, never more. So every lawful extension counts, and a limit on
    custody of the police only while they hold her for sure. "At once" is late only when
    a person says so.
    """
    latest = longest(one.due_latest or one.due)
    if one.due.value.unit not in COUNTED or latest is None or not one.place_known:
        return None
    if one.stopped_at is not None and one.in_time is not False:
        return None
    over = (one.stopped_at or at) - latest
    return over if over > timedelta(0) else None
