"""The shapes in which the numbers of a report are handed on."""

from __future__ import annotations

from enum import StrEnum


class Shape(StrEnum):
    """A shape; each is the ending of its address."""

    IATI = "iati"
    DHIS2 = "dhis2"
    ADX = "adx"
    CSV = "csv"
    XLSX = "xlsx"
