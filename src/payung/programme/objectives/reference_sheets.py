"""The reference sheets of all indicators, read once from the code lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.conf import settings

from payung.engines.indicators import Objective, Sheet, sheets


class NoSuchIndicator(LookupError):
    """No sheet has this code."""


@cache
def all_sheets() -> tuple[Sheet, ...]:
    """Return every sheet, in the order of the objectives."""
    return tuple(sheets(settings.COUNTRIES / "codes" / "indicators").values())


def sheet_of(code: str) -> Sheet:
    """Return the sheet of an indicator; raise NoSuchIndicator."""
    found = next((sheet for sheet in all_sheets() if sheet.code == code), None)
    if found is None:
        raise NoSuchIndicator(code)
    return found


def sheets_under(objective: Objective) -> tuple[Sheet, ...]:
    """Return the sheets of one objective."""
    return tuple(sheet for sheet in all_sheets() if sheet.objective is objective)


def codes_of(wanted: Iterable[Sheet]) -> list[str]:
    """Return the codes of sheets."""
    return [sheet.code for sheet in wanted]
