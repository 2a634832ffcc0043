"""Reading pack.toml: who the country is and how its days run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from payung.engines.clocks import Confidence

from ._holidays import HolidayEdits, read_holidays
from ._mistakes import Mistakes, did_you_mean
from ._pack import EmergencyNumber, FormFiles, Level, Zone
from ._sheet import Sheet, open_sheet, refuse_doubles


FILE = "pack.toml"
LANGUAGES = ("en", "bn", "id", "my", "ne")
CALENDARS = ("gregorian", "bikram_sambat")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
TRANSLATIONS = ("unreviewed", "reviewed")


@dataclass(frozen=True, kw_only=True, slots=True)
class Country:
    """What pack.toml says, before the other files are read."""

    code: str
    name: Mapping[str, str]
    languages: tuple[str, ...]
    translations: str
    zones: tuple[Zone, ...]
    calendar: str
    week_starts: int
    weekend: frozenset[int]
    holiday_edits: HolidayEdits
    app_name: Mapping[str, str]
    leave_to: str
    emergency: tuple[EmergencyNumber, ...]
    levels: tuple[Level, ...]
    forms: tuple[FormFiles, ...]


def read_country(folder: Path, mistakes: Mistakes) -> Country | None:
    """Return what pack.toml says, or None where it cannot be read at all."""
    sheet = open_sheet(folder, FILE, mistakes)
    if sheet is None:
        return None
    # First the languages: every label after them is held against this list.
    sheet.languages = _languages(sheet)
    week = sheet.table("week")
    country = Country(
        code=_code(sheet, folder),
        name=sheet.label("name"),
        languages=sheet.languages,
        translations=sheet.word("translations", TRANSLATIONS),
        zones=_zones(sheet),
        calendar=sheet.word("calendar", CALENDARS),
        week_starts=_weekday(week, "starts", week.text("starts")),
        weekend=_weekend(week),
        holiday_edits=read_holidays(sheet.table("holidays")),
        app_name=sheet.label("app_name"),
        leave_to=_leave_to(sheet),
        emergency=tuple(_number(table) for table in sheet.tables("emergency")),
        levels=tuple(_agency_level(table) for table in sheet.tables("levels")),
        forms=tuple(_form(table, folder) for table in sheet.tables("forms")),
    )
    week.finish()
    refuse_doubles(sheet, "emergency", [one.number for one in country.emergency])
    refuse_doubles(sheet, "levels", [level.code for level in country.levels])
    refuse_doubles(sheet, "forms", [form.id for form in country.forms])
    sheet.finish()
    return country


def _code(sheet: Sheet, folder: Path) -> str:
    code = sheet.text("code")
    if code and code != folder.name:
        sheet.say(
            "code",
            f"is '{code}' and the folder is called '{folder.name}'.",
            "Give both the same two letters.",
        )
    return code


def _languages(sheet: Sheet) -> tuple[str, ...]:
    languages = sheet.texts("languages")
    if not languages:
        sheet.say("languages", "names no language.", 'Write it as ["ne", "en"].')
    for language in languages:
        if language not in LANGUAGES:
            sheet.say(
                "languages",
                f"'{language}' is not known.",
                did_you_mean(language, LANGUAGES),
            )
    if len(set(languages)) < len(languages):
        sheet.say("languages", "names a language twice.", "Name each once.")
    return tuple(dict.fromkeys(x for x in languages if x in LANGUAGES))


def _zones(sheet: Sheet) -> tuple[Zone, ...]:
    zones = tuple(_zone(table) for table in sheet.tables("zones"))
    refuse_doubles(sheet, "zones", [zone.name for zone in zones])
    areas = [area for zone in zones for area in zone.areas]
    for area in sorted({area for area in areas if areas.count(area) > 1}):
        sheet.say("zones", f"the area '{area}' keeps two zones.", "Keep it in one.")
    if not zones:
        sheet.say("zones", "names no time zone.", "Add a [[zones]] with its name.")
    return zones or (Zone(name="UTC"),)


@cache
def zone_names() -> frozenset[str]:
    """Return every zone this machine knows; kept, because listing them walks a disk."""
    return frozenset(available_timezones())


def _zone(sheet: Sheet) -> Zone:
    name = sheet.word("name", zone_names())
    zone = Zone(
        name=name if name in zone_names() else "UTC",
        areas=sheet.texts("areas"),
    )
    sheet.finish()
    return zone


def _weekend(sheet: Sheet) -> frozenset[int]:
    days = frozenset(_weekday(sheet, "weekend", day) for day in sheet.texts("weekend"))
    if len(days) == len(WEEK):
        sheet.say("weekend", "leaves no working day.", "Name the days courts are shut.")
    # Working days depend on it, so it too must say where it is known from.
    sheet.text("source")
    sheet.choice("confidence", Confidence, Confidence.LOW)
    return days


def _weekday(sheet: Sheet, key: str, word: str) -> int:
    if word in WEEK:
        return WEEK.index(word)
    if word:
        sheet.say(key, f"'{word}' is not a day.", did_you_mean(word, WEEK))
    return 0


def _leave_to(sheet: Sheet) -> str:
    link = sheet.text("leave_to")
    if link and not link.startswith("https://"):
        sheet.say("leave_to", "does not begin with https://.", "Name a secure site.")
    return link


def _number(sheet: Sheet) -> EmergencyNumber:
    number = EmergencyNumber(
        number=sheet.text("number"),
        label=sheet.label("label"),
        source=sheet.text("source"),
        confidence=sheet.choice("confidence", Confidence, Confidence.LOW),
    )
    if number.number and not number.number.lstrip("+").isascii():
        sheet.say("number", "has digits of another script.", "Write it with 0 to 9.")
    elif number.number and not number.number.lstrip("+").isdigit():
        sheet.say("number", "has signs that are not digits.", "Write digits alone.")
    sheet.finish()
    return number


def _agency_level(sheet: Sheet) -> Level:
    level = Level(
        code=sheet.text("code"),
        label=sheet.label("label"),
        source=sheet.text("source"),
        confidence=sheet.choice("confidence", Confidence, Confidence.LOW),
    )
    sheet.finish()
    return level


def _form(sheet: Sheet, folder: Path) -> FormFiles:
    files = {key: sheet.text(key) for key in ("text", "coding")}
    for key, file in files.items():
        if file and not (folder / file).is_file():
            sheet.say(
                key, f"there is no file '{file}'.", "Add it, or correct the name."
            )
    form = FormFiles(
        id=sheet.text("id"),
        text=folder / files["text"],
        coding=folder / files["coding"],
    )
    sheet.finish()
    return form
