"""Public holidays: computed by a package per country, corrected by the pack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import holidays as computed

from ._sheet import Sheet


@dataclass(frozen=True, kw_only=True, slots=True)
class Holiday:
    """A day on which courts do not sit, with where that is known from."""

    on: date
    name: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HolidayEdits:
    """Which country's computed list to begin with ("" = none), and what differs."""

    country: str = ""
    added: tuple[Holiday, ...] = ()
    removed: tuple[Holiday, ...] = ()


# Computing a year takes milliseconds and a page may ask for it in every row.
@lru_cache(maxsize=256)
def holidays_of(edits: HolidayEdits, year: int) -> tuple[Holiday, ...]:
    """Return a Gregorian year's public holidays in order, local edits applied."""
    removed = {holiday.on for holiday in edits.removed}
    days = {day.on: day for day in _computed(edits.country, year)}
    days |= {day.on: day for day in edits.added if day.on.year == year}
    return tuple(days[on] for on in sorted(days) if on not in removed)


def read_holidays(sheet: Sheet) -> HolidayEdits:
    """Return the [holidays] table of pack.toml."""
    country = sheet.optional_text("country")
    if country and country not in computed.list_supported_countries():
        sheet.say(
            "country",
            f"'{country}' is not a country whose holidays can be computed.",
            'Use the two capital letters of ISO 3166, or "" and list the days.',
        )
    edits = HolidayEdits(
        country=country,
        added=tuple(_one(day) for day in sheet.tables("added")),
        removed=tuple(_one(day) for day in sheet.tables("removed")),
    )
    sheet.finish()
    return edits


def _one(sheet: Sheet) -> Holiday:
    on = sheet.day("on")
    if on is None and not sheet.has("on"):
        sheet.say("on", "is missing.", "Add the day, such as 2026-01-02.")
    holiday = Holiday(
        on=on or date.min, name=sheet.text("name"), source=sheet.text("source")
    )
    sheet.finish()
    return holiday


def _computed(country: str, year: int) -> list[Holiday]:
    if not country:
        return []
    return [
        Holiday(on=on, name=name, source="computed by the package 'holidays'")
        for on, name in computed.country_holidays(country, years=year).items()
    ]
