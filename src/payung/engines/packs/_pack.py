"""One country as data: what a checked folder becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from payung.engines.clocks import Clock, Confidence, LocalCalendar

from ._holidays import Holiday, HolidayEdits, holidays_of
from ._hotline import NO_HOTLINE, Hotline
from ._papers import NO_PAPERS, Paper, Papers
from ._places import Area, CountryMap, Unit, UnitKind


# A text in every language of the pack: {"en": "...", "ne": "..."}.
Label = Mapping[str, str]


class NoSuchEntry(KeyError):
    """The pack has no entry with this code."""

    def __str__(self) -> str:
        """Return the sentence without the quotes a KeyError puts around it."""
        return str(self.args[0])


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """A time zone and the areas that keep it; the first zone is everyone else's."""

    name: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyNumber:
    """A number to ring, with where it is known from and how surely."""

    number: str
    label: Label
    source: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """A step of an agency's ladder, lowest first."""

    code: str
    label: Label
    source: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Offence:
    """A law that is used against people, as the pack knows it."""

    code: str
    label: Label
    act: str
    section: str
    source: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Purpose:
    """Something a person may allow, and the sealed groups or uses it opens."""

    code: str
    label: Label
    opens: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """Somebody who may or may not receive protected figures."""

    code: str
    label: Label
    may_receive: bool
    smallest_cell: int
    finest_level: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DisclosureRules:
    """What may leave: smallest count shown, largest share one source may have."""

    smallest_cell: int
    dominance_percent: int
    shortest_period_days: int
    audiences: tuple[Audience, ...]

    def audience(self, code: str) -> Audience:
        """Return the audience with this code; raise NoSuchEntry."""
        return _one(self.audiences, code, "audience")


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """How soon the programme means to answer; not law."""

    code: str
    label: Label
    limit: int
    unit: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Something a brief can ask of those who decide."""

    code: str
    label: Label


@dataclass(frozen=True, kw_only=True, slots=True)
class FormFiles:
    """The reporting form of the pack: its text and its coding table."""

    id: str
    text: Path
    coding: Path


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedExample:
    """An example of a clock that a lawyer can read; moments in local time."""

    name: str
    clock: str
    zone: str
    started_at: str
    pauses: tuple[tuple[str, str, str], ...]
    expected: str | None
    last_day: date | None
    status: str
    # What ended it, when, and whether that was in time; all empty while it runs.
    stopped_by: str = ""
    stopped_at: str = ""
    kept: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pack:
    """One country, checked and immutable."""

    folder: Path
    code: str
    name: Label
    languages: tuple[str, ...]
    translations: str
    zones: tuple[Zone, ...]
    calendar: str
    week_starts: int
    weekend: frozenset[int]
    holiday_edits: HolidayEdits
    app_name: Label
    leave_to: str
    emergency: tuple[EmergencyNumber, ...]
    levels: tuple[Level, ...]
    clocks: tuple[Clock, ...]
    examples: tuple[WorkedExample, ...]
    offences: tuple[Offence, ...]
    purposes: tuple[Purpose, ...]
    disclosure: DisclosureRules
    targets: tuple[Target, ...]
    asks: tuple[Ask, ...]
    forms: tuple[FormFiles, ...]
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]
    map: CountryMap | None
    hotline: Hotline = NO_HOTLINE
    papers: Papers = NO_PAPERS
    unit_kinds: tuple[UnitKind, ...] = ()

    def clock(self, id: str) -> Clock:  # noqa: A002 (the word the pack files use)
        """Return the clock with this id; raise NoSuchEntry."""
        for clock in self.clocks:
            if clock.id == id:
                return clock
        raise NoSuchEntry(f"The pack '{self.code}' has no clock '{id}'.")

    def offence(self, code: str) -> Offence:
        """Return the offence with this code; raise NoSuchEntry."""
        return _one(self.offences, code, "offence")

    def purpose(self, code: str) -> Purpose:
        """Return the consent purpose with this code; raise NoSuchEntry."""
        return _one(self.purposes, code, "purpose")

    def target(self, code: str) -> Target:
        """Return the response target with this code; raise NoSuchEntry."""
        return _one(self.targets, code, "target")

    def ask(self, code: str) -> Ask:
        """Return the ask with this code; raise NoSuchEntry."""
        return _one(self.asks, code, "ask")

    def paper(self, code: str) -> Paper:
        """Return the paper with this code; raise NoSuchEntry."""
        return _one(self.papers, code, "paper")

    def area(self, code: str) -> Area:
        """Return the area with this code; raise NoSuchEntry."""
        return _one(self.areas, code, "area")

    def zone(self, area: str | None = None) -> ZoneInfo:
        """Return the zone of the area, of its parent, or of the country."""
        parents = {place.code: place.parent for place in self.areas}
        while area:
            for zone in self.zones:
                if area in zone.areas:
                    return ZoneInfo(zone.name)
            area = parents.get(area)
        return ZoneInfo(self.zones[0].name)

    def holidays(self, year: int) -> tuple[Holiday, ...]:
        """Return the public holidays of a Gregorian year, with local edits."""
        return holidays_of(self.holiday_edits, year)

    def local_calendar(
        self, years: Iterable[int], *, area: str | None = None
    ) -> LocalCalendar:
        """Return the courts' calendar for those years in the zone of the area."""
        days = {holiday.on for year in years for holiday in self.holidays(year)}
        return LocalCalendar(
            zone=self.zone(area), weekend=self.weekend, holidays=frozenset(days)
        )


Coded = TypeVar("Coded", Audience, Offence, Purpose, Target, Ask, Area, Paper)


def _one(entries: Iterable[Coded], code: str, word: str) -> Coded:
    for entry in entries:
        if entry.code == code:
            return entry
    raise NoSuchEntry(f"There is no {word} '{code}' in this pack.")
