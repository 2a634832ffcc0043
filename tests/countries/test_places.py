"""The areas, units and outlines of every country."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest


PACKS = Path(__file__).resolve().parents[2] / "src" / "payung" / "countries"
LANGUAGE = {"bd": "bn", "id": "id", "mm": "my", "np": "ne", "xx": "id"}
SCRIPT = {"bd": "[\u0980-\u09ff]", "mm": "[\u1000-\u109f]", "np": "[\u0900-\u097f]"}


def rows(country: str, file: str) -> list[dict[str, str]]:
    return list(
        csv.DictReader(
            (PACKS / country / file).read_text(encoding="utf-8").splitlines()
        )
    )


def paths(country: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((PACKS / country / "map.json").read_text())[
        "paths"
    ]
    return found


@pytest.mark.parametrize(
    ("country", "levels"),
    [
        ("bd", {"1": 8, "2": 64}),
        ("id", {"1": 38, "2": 514}),
        ("mm", {"1": 15}),
        ("np", {"1": 7, "2": 77}),
        ("xx", {"1": 3, "2": 12}),
    ],
)
def test_a_country_has_as_many_areas_as_its_source_says(
    country: str, levels: dict[str, int]
) -> None:
    assert Counter(row["level"] for row in rows(country, "places.csv")) == levels


@pytest.mark.parametrize("country", LANGUAGE)
def test_every_area_has_its_own_code_and_a_parent_that_exists(country: str) -> None:
    areas = rows(country, "places.csv")

    codes = [row["code"] for row in areas]

    assert len(codes) == len(set(codes))
    assert {row["parent"] for row in areas} <= {"", *codes}
    assert all(bool(row["parent"]) == (row["level"] == "2") for row in areas)


@pytest.mark.parametrize("country", LANGUAGE)
def test_every_area_is_named_in_both_languages_and_says_where_it_is_from(
    country: str,
) -> None:
    for row in rows(country, "places.csv"):
        local = row[f"name_{LANGUAGE[country]}"]

        assert row["name_en"].isascii()
        assert re.search(SCRIPT.get(country, "."), local), row["code"]
        assert row["source"]


@pytest.mark.parametrize(
    ("country", "without"),
    [
        ("bd", set()),
        ("id", {"ID-KU", "ID-PS", "ID-PT", "ID-PE", "ID-PD"}),
        ("mm", {"MM-18"}),
        ("np", set()),
        ("xx", set()),
    ],
)
def test_only_the_areas_the_readme_names_have_no_outline(
    country: str, without: set[str]
) -> None:
    drawn = set(paths(country))
    areas = rows(country, "places.csv")

    wanted = {row["code"] for row in areas if row["level"] == "1" or country != "id"}

    assert wanted - drawn == without
    assert drawn <= {row["code"] for row in areas}


@pytest.mark.parametrize("country", LANGUAGE)
def test_every_outline_is_closed_rings_of_plain_numbers(country: str) -> None:
    for code, path in paths(country).items():
        assert re.fullmatch(r"(M[-\d. ]+l[-\d. ]+z)+", path), code


@pytest.mark.parametrize("country", LANGUAGE)
def test_every_unit_stands_under_a_unit_of_the_kind_above_it(country: str) -> None:
    above = {row["code"]: row["parent_kind"] for row in rows(country, "unit_kinds.csv")}
    units = {row["code"]: row for row in rows(country, "units.csv")}

    assert {kind for kind in above.values() if kind} <= set(above)
    for unit in units.values():
        parent = units[unit["parent"]]["kind"] if unit["parent"] else ""
        assert parent == above[unit["kind"]]


def test_only_the_invented_country_comes_with_police_offices() -> None:
    listed = {country: len(rows(country, "units.csv")) for country in LANGUAGE}

    assert listed == {"bd": 0, "id": 0, "mm": 0, "np": 0, "xx": 24}
