"""Read a country folder to the end, whatever is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from payung.engines.clocks import Clock

from ._country import FILE, Country, read_country
from ._hotline import FILE as HOTLINE
from ._hotline import NO_HOTLINE, read_hotline
from ._law import read_clocks, read_examples, read_offences
from ._mistakes import Mistake, Mistakes
from ._pack import DisclosureRules, Pack
from ._papers import FILE as PAPERS
from ._papers import NO_PAPERS, read_papers
from ._places import (
    AREAS,
    UNITS,
    read_areas,
    read_map,
    read_unit_kinds,
    read_units,
)
from ._rules import (
    PURPOSES,
    read_asks,
    read_disclosure,
    read_purposes,
    read_targets,
)
from ._sheet import Sheet, open_sheet


CLOCKS = "law/clocks.toml"
EXAMPLES = "law/clocks.cases.toml"
OFFENCES = "law/offences.toml"
CONSENT, DISCLOSURE, TARGETS = "consent.toml", "disclosure.toml", "targets.toml"
ASKS = "advocacy/asks.toml"

INVENTED_COUNTRY = "xx"

Part = TypeVar("Part")


class PackHasMistakes(ValueError):
    """The folder cannot be used as it is; `mistakes` says what to mend."""

    def __init__(self, folder: Path, mistakes: tuple[Mistake, ...]) -> None:
        """Keep the mistakes, and list them in the message."""
        self.mistakes = mistakes
        lines = "\n".join(f"  {mistake}" for mistake in mistakes)
        super().__init__(
            f"The country pack in {folder.name}/ has {len(mistakes)} mistakes:\n{lines}"
        )


def load(folder: Path) -> Pack:
    """Return the pack of a country folder; raise PackHasMistakes, naming every one.

    The forms are not published here (that takes seconds); `check` does it.
    """
    pack, mistakes = read(folder)
    if pack is None or mistakes:
        raise PackHasMistakes(folder, mistakes)
    return pack


def read(folder: Path) -> tuple[Pack | None, tuple[Mistake, ...]]:
    """Return as much of the pack as can be built, and every mistake found."""
    mistakes = Mistakes()
    _refuse_code(folder, mistakes)
    _want_readme(folder, mistakes)
    country = read_country(folder, mistakes)
    pack = _assemble(folder, country, mistakes) if country else None
    if pack:
        _refuse_invented(pack, mistakes)
    return pack, tuple(sorted(mistakes.found))


def _assemble(folder: Path, country: Country, mistakes: Mistakes) -> Pack:
    languages = country.languages

    def part(file: str, reader: Callable[[Sheet], Part], nothing: Part) -> Part:
        sheet = open_sheet(folder, file, mistakes, languages)
        return nothing if sheet is None else reader(sheet)

    clocks: tuple[Clock, ...] = part(CLOCKS, read_clocks, ())
    zones = tuple(zone.name for zone in country.zones)
    areas = read_areas(folder, languages, mistakes)
    codes = frozenset(area.code for area in areas)
    _refuse_unknown_zone_areas(country, codes, mistakes)
    return Pack(
        folder=folder,
        code=country.code,
        name=country.name,
        languages=languages,
        translations=country.translations,
        zones=country.zones,
        calendar=country.calendar,
        week_starts=country.week_starts,
        weekend=country.weekend,
        holiday_edits=country.holiday_edits,
        app_name=country.app_name,
        leave_to=country.leave_to,
        emergency=country.emergency,
        levels=country.levels,
        clocks=clocks,
        examples=part(EXAMPLES, lambda s: read_examples(s, clocks, zones), ()),
        offences=part(OFFENCES, read_offences, ()),
        purposes=part(CONSENT, read_purposes, ()),
        disclosure=part(DISCLOSURE, read_disclosure, _nothing_leaves()),
        targets=part(TARGETS, read_targets, ()),
        asks=part(ASKS, read_asks, ()),
        forms=country.forms,
        areas=areas,
        units=read_units(folder, languages, areas, mistakes),
        map=read_map(folder, areas, mistakes),
        hotline=part(HOTLINE, lambda sheet: read_hotline(sheet, codes), NO_HOTLINE),
        papers=part(PAPERS, lambda s: read_papers(s, folder, PURPOSES), NO_PAPERS),
        unit_kinds=read_unit_kinds(folder, languages, mistakes),
    )


def _nothing_leaves() -> DisclosureRules:
    return DisclosureRules(
        smallest_cell=1_000_000,
        dominance_percent=1,
        shortest_period_days=1_000_000,
        audiences=(),
    )


def _refuse_code(folder: Path, mistakes: Mistakes) -> None:
    for path in sorted(folder.rglob("*.py")):
        mistakes.add(
            path.relative_to(folder).as_posix(),
            "-",
            "is a program, and a pack is data.",
            "Take it out; if the country needs it, an engine lacks a parameter.",
        )


def _want_readme(folder: Path, mistakes: Mistakes) -> None:
    if not (folder / "README.md").is_file():
        mistakes.add(
            "README.md",
            "-",
            "the file is missing.",
            "Write who wrote and who verified each part, and what is not known.",
        )


def _refuse_unknown_zone_areas(
    country: Country, areas: frozenset[str], mistakes: Mistakes
) -> None:
    for zone in country.zones:
        for area in zone.areas:
            if area not in areas:
                mistakes.add(
                    "pack.toml",
                    f"zones[{zone.name}].areas",
                    f"'{area}' is not in places.csv.",
                    "Correct the code, or add the area.",
                )


def _refuse_invented(pack: Pack, mistakes: Mistakes) -> None:
    # A pack begun as a copy must not show the example's made-up law as a country's own.
    if pack.code == INVENTED_COUNTRY:
        return
    for file, key, source in _sources(pack):
        if source.casefold().startswith("invented"):
            mistakes.add(
                file,
                key,
                "still rests on the invented country.",
                "Replace it by the country's own, with its source, or take it out.",
            )


def _sources(pack: Pack) -> Iterator[tuple[str, str, str]]:
    for clock in pack.clocks:
        for value in clock.values:
            yield CLOCKS, f"clocks[{clock.id}].values", value.source
    for offence in pack.offences:
        yield OFFENCES, f"offences[{offence.code}]", offence.source
    for number in pack.emergency:
        yield FILE, f"emergency[{number.number}]", number.source
    for level in pack.levels:
        yield FILE, f"levels[{level.code}]", level.source
    yield HOTLINE, "call_back", pack.hotline.call_back.source
    for paper in pack.papers:
        yield PAPERS, f"papers[{paper.code}]", paper.source
    for target in pack.targets:
        yield TARGETS, f"targets[{target.code}]", target.source
    for area in pack.areas:
        yield AREAS, area.code, area.source
    for unit in pack.units:
        yield UNITS, unit.code, unit.source
