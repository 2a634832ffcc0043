"""The register as people look through it: by kind, by area, by words, page by page."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from payung.programme.advocacy.access import posts_of
from payung.programme.advocacy.codes import Tier
from payung.programme.advocacy.models import Post
from payung.programme.people.actors import Actor
from payung.programme.places.models import Unit
from payung.programme.places.office_kinds import kind_names
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names, unit_name

from .access import institutions_of


A_PAGE = 25
OPEN, CLOSED = "", "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What she looks for; "" is anything, and of the state: those that are open."""

    words: str = ""
    kind: str = ""
    area: str = ""
    state: str = OPEN


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One institution as a line of the list."""

    unit: Unit
    name: str
    kind: str
    tier: str
    area: str


@dataclass(frozen=True, kw_only=True, slots=True)
class InstitutionPage:
    """One institution: what is known, what stands above and below it, its posts."""

    row: Row
    names: tuple[tuple[str, str], ...]
    above: Row | None
    below: tuple[Row, ...]
    posts: tuple[Post, ...]


def rows_of(actor: Actor, wanted: Wanted, *, page: str, language: str) -> Page[Row]:
    """Return one page of the institutions that are wanted, by name."""
    units = institutions_of(actor).filter(closed_on__isnull=wanted.state != CLOSED)
    if wanted.kind:
        units = units.filter(kind=wanted.kind)
    if wanted.area:
        units = units.filter(area__in=areas_below(actor.country, wanted.area))
    words = _plain(wanted.words)
    # Read through here: SQLite and PostgreSQL compare no letters of names in JSON alike.
    found = [unit for unit in units if words in _searched(unit)]
    rows = sorted(_rows(actor, found, language), key=lambda row: _plain(row.name))
    return Paginator(rows, A_PAGE).get_page(page)


def page_of(actor: Actor, unit: Unit, *, language: str) -> InstitutionPage:
    """Return what the page of one institution shows."""
    here = institutions_of(actor)
    above = here.filter(code=unit.parent_code).first() if unit.parent_code else None
    below = list(here.filter(parent_code=unit.code, closed_on=None))
    said = _rows(actor, [unit, *below, *([above] if above else [])], language)
    order = dict.fromkeys([*pack_of(actor.country).languages, *unit.names])
    return InstitutionPage(
        row=said[0],
        names=tuple((code, unit.names[code]) for code in order if code in unit.names),
        above=said[-1] if above else None,
        below=said[1 : 1 + len(below)],
        posts=tuple(posts_of(actor).filter(unit=unit)),
    )


def areas_below(country: str, area: str) -> set[str]:
    """Return an area with all that lie in it."""
    found, areas = {area}, pack_of(country).areas
    for one in sorted(areas, key=lambda one: one.level):
        if one.parent in found:
            found.add(one.code)
    return found


def largest_areas(country: str, language: str) -> dict[str, str]:
    """Return the names of the largest areas of a country by their codes."""
    names = area_names(country, language)
    return {
        one.code: names[one.code] for one in pack_of(country).areas if not one.parent
    }


def _rows(actor: Actor, units: list[Unit], language: str) -> tuple[Row, ...]:
    kinds = kind_names(actor.country, language)
    areas = area_names(actor.country, language)
    tiers = {tier.value: str(tier.label) for tier in Tier}
    return tuple(
        Row(
            unit=unit,
            name=unit_name(unit, language),
            kind=kinds.get(unit.kind, unit.kind),
            tier=tiers.get(unit.tier, ""),
            area=areas.get(unit.area, ""),
        )
        for unit in units
    )


def _searched(unit: Unit) -> str:
    return _plain(" \n".join((unit.code, *unit.names.values())))


def _plain(text: str) -> str:
    # One letter can be written in two ways, in Bengali and Burmese above all.
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()
