"""What people ask about places: names of areas and institutions in a language."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from .models import Unit
from .office_kinds import POLICE
from .packs import pack_of


def area_names(country: str, language: str) -> dict[str, str]:
    """Return the name of every area by its code, in a language or else in English."""
    areas = pack_of(country).areas
    return {area.code: _in(language, area.name, area.code) for area in areas}


def unit_names(country: str, language: str) -> dict[str, str]:
    """Return the name of every police unit that is open, by its code.

    Courts, ministries and the like are not among them: nobody is taken there.
    """
    rows = Unit.objects.filter(POLICE, country=country, closed_on=None)
    return _named(rows, language)


def office_names(country: str, language: str) -> dict[str, str]:
    """Return the name of every institution that is open, police or not, by its code."""
    return _named(Unit.objects.filter(country=country, closed_on=None), language)


def unit_name(unit: Unit, language: str) -> str:
    """Return the name of one institution in a language, or else in another it has."""
    return _in(language, unit.names, unit.code)


def _named(rows: QuerySet[Unit], language: str) -> dict[str, str]:
    return {unit.code: unit_name(unit, language) for unit in rows.order_by("code")}


def _in(language: str, names: Mapping[str, str], code: str) -> str:
    return names.get(language) or names.get("en") or next(iter(names.values()), code)
