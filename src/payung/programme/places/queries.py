"""What people ask about places: names of areas and units in a language."""

from __future__ import annotations

from collections.abc import Mapping

from .models import Unit
from .packs import pack_of


def area_names(country: str, language: str) -> dict[str, str]:
    """Return the name of every area by its code, in a language or else in English."""
    areas = pack_of(country).areas
    return {area.code: _in(language, area.name, area.code) for area in areas}


def unit_names(country: str, language: str) -> dict[str, str]:
    """Return the name of every police unit that is open, by its code."""
    rows = Unit.objects.filter(country=country, closed_on=None).order_by("code")
    return {unit.code: _in(language, unit.names, unit.code) for unit in rows}


def _in(language: str, names: Mapping[str, str], code: str) -> str:
    return names.get(language) or names.get("en") or code
