"""Figures as one DHIS2 data value set in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ._figure import Cell, Figure, NothingToHand, Span, State


_MONTH = re.compile(r"(\d{4})-(\d{2})")
_HALF = re.compile(r"(\d{4})-H([12])")
# The category option combination of DHIS2 that means "not divided".
_UNDIVIDED = "default"


@dataclass(frozen=True, kw_only=True, slots=True)
class Register:
    """What a DHIS2 calls the data set, the country, and a period that is complete."""

    data_set: str
    country_unit: str


def dhis2_period(span: Span) -> str:
    """Return a period as DHIS2 writes it: 202608, 2026Q3, 2026S2, 2026."""
    if found := _MONTH.fullmatch(span.code):
        return found[1] + found[2]
    if found := _HALF.fullmatch(span.code):
        return f"{found[1]}S{found[2]}"
    return span.code.replace("-", "")


def dhis2_values(figures: Sequence[Figure], register: Register) -> bytes:
    """Return a data value set; raise NothingToHand.

    All names are codes, and the file says so. A figure without a value is left out: in
    DHIS2 a value that is not there is not reported, and a nought would be a claim.
    """
    values = [row for figure in figures for row in _rows(figure, register)]
    if not values:
        raise NothingToHand("None of these figures has a value yet.")
    body: dict[str, object] = {
        "dataElementIdScheme": "CODE",
        "orgUnitIdScheme": "CODE",
        "categoryOptionComboIdScheme": "CODE",
        "dataSetIdScheme": "CODE",
        "dataSet": register.data_set,
        "dataValues": values,
    }
    text = json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    return text.encode()


def _rows(figure: Figure, register: Register) -> Iterator[dict[str, str]]:
    if figure.value is not None:
        yield _row(figure, figure.value, register.country_unit, _UNDIVIDED)
    for cell in figure.cells:
        unit = cell.places[0] if cell.places else register.country_unit
        yield _row(figure, cell.value, unit, combination_of(cell))


def _row(figure: Figure, value: float, unit: str, combination: str) -> dict[str, str]:
    row = {
        "dataElement": figure.code,
        "period": dhis2_period(figure.period),
        "orgUnit": unit,
        "categoryOptionCombo": combination,
        "value": figure.written(value),
    }
    if figure.notes or figure.status is State.PROVISIONAL:
        row["comment"] = " ".join(figure.notes) or str(figure.status)
    return row


def combination_of(cell: Cell) -> str:
    """Return the code of what a cell is of besides areas: GENDER-F_AGE-25-34."""
    parts = (f"{axis}-{category}" for axis, category in cell.dimensions)
    return "_".join(parts).upper() or _UNDIVIDED
