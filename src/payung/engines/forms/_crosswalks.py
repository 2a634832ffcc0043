"""Our code lists beside those of HURIDOCS and GBVIMS (countries/codes)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ._problems import NotPublishable, Problem


# GBVIMS's own order: the first that fits is the incident's type.
GBVIMS_ORDER = (
    "rape",
    "sexual_assault",
    "physical_assault",
    "forced_marriage",
    "denial_of_resources_opportunities_or_services",
    "psychological_emotional_abuse",
    "non-gbv",
)
NOT_GBV = "non-gbv"
POLICE = "pol_"
STATE = "STATE"


@dataclass(frozen=True, kw_only=True, slots=True)
class ActCode:
    """A kind of act: our group and code, HURIDOCS lists 4 and 5, GBVIMS core type."""

    group: str
    code: str
    label_en: str
    huridocs_act: str
    huridocs_method: str
    gbvims_core: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PerpetratorCode:
    """A kind of person or body: our group and code, HURIDOCS list 24, GBVIMS's word."""

    group: str
    code: str
    label_en: str
    huridocs: str
    gbvims: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceCode:
    """A kind of place: our code, HURIDOCS list 17, GBVIMS's word."""

    code: str
    label_en: str
    huridocs: str
    gbvims: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Crosswalks:
    """The three code lists, by code."""

    acts: Mapping[str, ActCode]
    perpetrators: Mapping[str, PerpetratorCode]
    places: Mapping[str, PlaceCode]


def read_crosswalks(*, acts: str, perpetrators: str, places: str) -> Crosswalks:
    """Return the code lists from the texts of acts.csv, perpetrators.csv and places.csv."""
    act_list = [
        ActCode(
            group=row["group"],
            code=row["code"],
            label_en=row["label_en"],
            huridocs_act=row["huridocs_act_mt4"],
            huridocs_method=row["huridocs_method_mt5"],
            gbvims_core=row["gbvims_core"],
        )
        for row in _rows("acts", acts, 6)
    ]
    perpetrator_list = [
        PerpetratorCode(
            group=row["group"],
            code=row["code"],
            label_en=row["label_en"],
            huridocs=row["huridocs_mt24"],
            gbvims=row["gbvims_perpetrator"],
        )
        for row in _rows("perpetrators", perpetrators, 5)
    ]
    place_list = [
        PlaceCode(
            code=row["code"],
            label_en=row["label_en"],
            huridocs=row["huridocs_mt17"],
            gbvims=row["gbvims_location"],
        )
        for row in _rows("places", places, 4)
    ]
    return Crosswalks(
        acts={act.code: act for act in act_list},
        perpetrators={kind.code: kind for kind in perpetrator_list},
        places={kind.code: kind for kind in place_list},
    )


HEADINGS = {
    "acts": "group,code,label_en,huridocs_act_mt4,huridocs_method_mt5,gbvims_core",
    "perpetrators": "group,code,label_en,huridocs_mt24,gbvims_perpetrator",
    "places": "code,label_en,huridocs_mt17,gbvims_location",
}


def _rows(name: str, text: str, columns: int) -> list[dict[str, str]]:
    lines = csv.DictReader(io.StringIO(text), strict=True)
    if ",".join(lines.fieldnames or []) != HEADINGS[name]:
        raise _unreadable(
            name, 1, f"The heading is not {HEADINGS[name]}.", "Write it so."
        )
    rows: list[dict[str, str]] = []
    for number, row in enumerate(lines, start=2):
        if len(row) != columns or None in row.values():
            raise _unreadable(
                name, number, f"The line needs {columns} cells.", "Mend it."
            )
        if name == "acts" and row["gbvims_core"] not in GBVIMS_ORDER:
            sentence = f"{row['gbvims_core']} is no GBVIMS core type."
            raise _unreadable(name, number, sentence, "Use: " + ", ".join(GBVIMS_ORDER))
        if any(row["code"] == other["code"] for other in rows):
            sentence = f"The code {row['code']} is there twice."
            raise _unreadable(name, number, sentence, "Remove one of the lines.")
        rows.append(row)
    return rows


def _unreadable(name: str, row: int, sentence: str, remedy: str) -> NotPublishable:
    problem = Problem(
        sheet=f"{name}.csv", row=row, column="", sentence=sentence, remedy=remedy
    )
    return NotPublishable((problem,))


def gbvims_core_type(acts: Iterable[str], crosswalks: Crosswalks) -> str:
    """Return the GBVIMS core type of an incident: the highest among its acts."""
    found = {
        crosswalks.acts[code].gbvims_core for code in acts if code in crosswalks.acts
    }
    return next((kind for kind in GBVIMS_ORDER if kind in found), NOT_GBV)
