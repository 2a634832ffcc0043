"""Areas, police units and the map of a country, from its CSV and JSON files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ._mistakes import Mistakes, did_you_mean


AREAS, UNITS, MAP = "places.csv", "units.csv", "map.json"
UNIT_KINDS = "unit_kinds.csv"


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """An administrative area; level 1 is the largest below the country."""

    code: str
    parent: str | None
    level: int
    name: Mapping[str, str]
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A station or office of an agency, and the post that answers for it."""

    code: str
    parent: str | None
    kind: str
    area: str
    name: Mapping[str, str]
    post_title: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitKind:
    """A step of the ladder of police offices, and the step above it."""

    code: str
    parent: str | None
    name: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class CountryMap:
    """Outlines of areas as SVG paths in one view box."""

    view_box: str
    paths: Mapping[str, str]
    source: str
    licence: str


# A national office lies in no one area; the largest areas have no parent.
MAY_BE_EMPTY = {"parent", "parent_kind", "area", "post_title"}

Rows = list[tuple[int, dict[str, str]]]


def read_areas(
    folder: Path, languages: tuple[str, ...], mistakes: Mistakes
) -> tuple[Area, ...]:
    """Return the areas of places.csv; none where the file is not there yet."""
    columns = ("code", "parent", "level", *_names(languages), "source")
    rows = _rows(folder, AREAS, columns, mistakes)
    areas = tuple(
        Area(
            code=row["code"],
            parent=row["parent"] or None,
            level=_level(row["level"], line, mistakes),
            name=_name(row, languages),
            source=row["source"],
        )
        for line, row in rows
    )
    _refuse_strangers(AREAS, "parent", rows, {area.code for area in areas}, mistakes)
    return areas


def read_units(
    folder: Path,
    languages: tuple[str, ...],
    areas: tuple[Area, ...],
    mistakes: Mistakes,
) -> tuple[Unit, ...]:
    """Return the register of units.csv; none where the file is not there yet."""
    columns = (
        "code",
        "parent",
        "kind",
        "area",
        *_names(languages),
        "post_title",
        "source",
    )
    rows = _rows(folder, UNITS, columns, mistakes)
    units = tuple(
        Unit(
            code=row["code"],
            parent=row["parent"] or None,
            kind=row["kind"],
            area=row["area"],
            name=_name(row, languages),
            post_title=row["post_title"],
            source=row["source"],
        )
        for line, row in rows
    )
    _refuse_strangers(UNITS, "parent", rows, {unit.code for unit in units}, mistakes)
    _refuse_strangers(UNITS, "area", rows, {area.code for area in areas}, mistakes)
    return units


def read_unit_kinds(
    folder: Path, languages: tuple[str, ...], mistakes: Mistakes
) -> tuple[UnitKind, ...]:
    """Return the ladder of unit_kinds.csv; none where the file is not there yet."""
    columns = ("code", "parent_kind", *_names(languages))
    rows = _rows(folder, UNIT_KINDS, columns, mistakes)
    kinds = tuple(
        UnitKind(
            code=row["code"],
            parent=row["parent_kind"] or None,
            name=_name(row, languages),
        )
        for _line, row in rows
    )
    known = {kind.code for kind in kinds}
    _refuse_strangers(UNIT_KINDS, "parent_kind", rows, known, mistakes)
    return kinds


def read_map(
    folder: Path, areas: tuple[Area, ...], mistakes: Mistakes
) -> CountryMap | None:
    """Return the outlines of map.json; None where the file is not there yet."""
    if not (folder / MAP).exists():
        return None
    try:
        content = json.loads((folder / MAP).read_text(encoding="utf-8"))
    except ValueError as problem:
        mistakes.add(MAP, "-", f"cannot be read: {problem}.", "Build the map again.")
        return None
    return _map(content, {area.code for area in areas}, mistakes)


def _map(content: Any, areas: set[str], mistakes: Mistakes) -> CountryMap | None:
    wanted = {"viewBox": str, "paths": dict, "source": str, "licence": str}
    missing = [
        key
        for key, kind in wanted.items()
        if not isinstance(content, dict) or not isinstance(content.get(key), kind)
    ]
    for key in missing:
        mistakes.add(MAP, key, "is missing.", "Build the map again.")
    if missing:
        return None
    for code in sorted(content["paths"].keys() - areas):
        mistakes.add(
            MAP,
            f"paths.{code}",
            f"draws an area '{code}' that {AREAS} does not have.",
            did_you_mean(code, areas) if areas else f"Add it to {AREAS}.",
        )
    return CountryMap(
        view_box=content["viewBox"],
        paths=MappingProxyType(dict(content["paths"])),
        source=content["source"],
        licence=content["licence"],
    )


def _rows(
    folder: Path, file: str, columns: tuple[str, ...], mistakes: Mistakes
) -> Rows:
    if not (folder / file).exists():
        return []
    try:
        text = (folder / file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        mistakes.add(file, "-", "is not UTF-8 text.", "Save it again as UTF-8.")
        return []
    reader = csv.DictReader(io.StringIO(text))
    found = tuple(reader.fieldnames or ())
    for column in columns:
        if column not in found:
            mistakes.add(
                file,
                f"column {column}",
                "is missing.",
                f"The first line must be: {','.join(columns)}",
            )
    if set(columns) - set(found):
        return []
    rows = [
        (line, {column: (row[column] or "").strip() for column in columns})
        for line, row in enumerate(reader, start=2)
    ]
    _refuse_holes(file, rows, columns, mistakes)
    _refuse_doubles(file, rows, mistakes)
    return rows


def _refuse_holes(
    file: str, rows: Rows, columns: Iterable[str], mistakes: Mistakes
) -> None:
    needed = [column for column in columns if column not in MAY_BE_EMPTY]
    for line, row in rows:
        for column in needed:
            if not row[column]:
                mistakes.add(
                    file,
                    f"line {line}, {column}",
                    "is empty.",
                    "Fill it; every row says where it is known from."
                    if column == "source"
                    else "Fill it.",
                )


def _refuse_doubles(file: str, rows: Rows, mistakes: Mistakes) -> None:
    first: dict[str, int] = {}
    for line, row in rows:
        code = row["code"]
        if code in first:
            mistakes.add(
                file,
                f"line {line}, code",
                f"'{code}' already stands on line {first[code]}.",
                "Give each its own code.",
            )
        first.setdefault(code, line)


def _refuse_strangers(
    file: str, column: str, rows: Rows, known: set[str], mistakes: Mistakes
) -> None:
    for line, row in rows:
        if row[column] and row[column] not in known:
            mistakes.add(
                file,
                f"line {line}, {column}",
                f"'{row[column]}' is not known.",
                did_you_mean(row[column], known)
                if len(known) < 12
                else "Check the code, or add a row for it.",
            )


def _level(text: str, line: int, mistakes: Mistakes) -> int:
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    if text:
        mistakes.add(
            AREAS,
            f"line {line}, level",
            f"'{text}' is not a level.",
            "Write 1 for the largest areas, 2 for those inside them.",
        )
    return 1


def _names(languages: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"name_{language}" for language in sorted(languages, key=_en_first))


def _en_first(language: str) -> tuple[bool, str]:
    return (language != "en", language)


def _name(row: dict[str, str], languages: tuple[str, ...]) -> Mapping[str, str]:
    return MappingProxyType({lang: row[f"name_{lang}"] for lang in languages})
