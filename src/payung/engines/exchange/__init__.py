"""Figures in the shapes that others read: IATI, DHIS2, ADX, CSV, XLSX. Nothing is counted.

The same figures and the same moment give the same bytes.
"""

from __future__ import annotations

from ._adx import adx
from ._dhis2 import Register, dhis2_period, dhis2_values
from ._figure import (
    PLACE,
    Activity,
    Baseline,
    Cell,
    Figure,
    Kind,
    NothingToHand,
    Organisation,
    Reported,
    Scale,
    Span,
    State,
)
from ._iati import iati
from ._tables import COLUMNS, csv_table, neutral, xlsx_table


__all__ = [
    "COLUMNS",
    "PLACE",
    "Activity",
    "Baseline",
    "Cell",
    "Figure",
    "Kind",
    "NothingToHand",
    "Organisation",
    "Register",
    "Reported",
    "Scale",
    "Span",
    "State",
    "adx",
    "csv_table",
    "dhis2_period",
    "dhis2_values",
    "iati",
    "neutral",
    "xlsx_table",
]
