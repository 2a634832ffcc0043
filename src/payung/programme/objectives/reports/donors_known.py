"""The donors that reports are written for: files of the program, the data, a country."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings

from payung.programme.objectives.reference_sheets import NoSuchIndicator, sheet_of

from .donor_words import UnfitDonorFile, refuse_unfit_word


FOLDER = Path(__file__).parent / "donors"
# Both names stand in the row of a report.
LONGEST = 24
LANGUAGES = ("en", "bn", "id", "my", "ne")
IATI = (
    *("organisation", "organisation_kind", "organisation_name"),
    *("donor", "donor_kind", "donor_name", "sector", "started_on"),
)
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")


class NoSuchDonor(LookupError):
    """No file describes this donor; says which there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Donor:
    """A donor: its name, the template of its report, what it asks for, its registers.

    `indicators` are the codes it wants, in its order; none means all. `country` is ""
    for a donor of every country here.
    """

    code: str
    name: Mapping[str, str]
    template: str
    indicators: tuple[str, ...]
    iati: Mapping[str, Any]
    started_on: date
    data_set: str
    country: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A folder of donors; those of one country bear its code in front: np-fund."""

    folder: Path
    country: str = ""

    @property
    def before(self) -> str:
        """Return what stands before the name of a file."""
        return f"{self.country}-" if self.country else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    donors: Mapping[str, Donor]
    mistakes: tuple[str, ...]


def donors(country: str = "") -> Mapping[str, Donor]:
    """Return the donors of a country by code, or all; an own file comes before ours."""
    found: dict[str, Donor] = {}
    for place in places():
        found |= _read_now(place).donors
    mine = {
        code: donor
        for code, donor in found.items()
        if not country or donor.country in {"", country}
    }
    # What asks for everything is offered first.
    order = sorted(mine, key=lambda code: (code != "general", code))
    return MappingProxyType({code: mine[code] for code in order})


def donor_of(code: str) -> Donor:
    """Return one donor; raise NoSuchDonor."""
    known = donors()
    try:
        return known[code]
    except KeyError:
        said = ", ".join(known)
        raise NoSuchDonor(f"There is no donor {code}. Choose one of: {said}.") from None


def is_known(code: str) -> bool:
    """Return whether the file of a donor is there and can be used."""
    return code in donors()


def name_of_donor(code: str, language: str) -> str:
    """Return the name of a donor, or its code where its file is gone or broken."""
    known = donors().get(code)
    return known.name.get(language, known.name["en"]) if known else code


def donor_mistakes(country: str = "") -> tuple[str, ...]:
    """Return a sentence for every file of a donor that cannot be used, and why."""
    return tuple(
        mistake
        for place in places()
        if not country or place.country in {"", country}
        for mistake in _read_now(place).mistakes
    )


def template_path(name: str) -> Path:
    """Return where a Word template lies, whether it is there or not; own ones first."""
    for place in reversed(places()):
        path = place.folder / f"{name.removeprefix(place.before)}.docx"
        if name.startswith(place.before) and path.exists():
            return path
    return FOLDER / f"{name}.docx"


def places() -> tuple[Place, ...]:
    """Return the folders of donors; of two of the same code the later counts."""
    countries = (
        Place(folder=settings.COUNTRIES / code / "donors", country=code)
        for code in settings.COUNTRY_CODES
    )
    here = Place(folder=Path(settings.DATA) / "donors")
    return (Place(folder=FOLDER), here, *countries)


def _read_now(place: Place) -> _Read:
    """Return what lies in a folder; it is read again when a file in it changes."""
    if not place.folder.is_dir():
        return _Read(donors=MappingProxyType({}), mistakes=())
    seen = tuple(
        (path.name, path.stat().st_mtime_ns)
        for path in sorted(place.folder.iterdir())
        if path.suffix in {".toml", ".docx"}
    )
    return _read_all(place, seen)


@lru_cache(maxsize=64)
def _read_all(place: Place, _seen: tuple[tuple[str, int], ...]) -> _Read:
    found: dict[str, Donor] = {}
    mistakes: list[str] = []
    for path in sorted(place.folder.glob("*.toml")):
        try:
            donor = _read(place, path)
        except UnfitDonorFile as problem:
            mistakes.append(str(problem))
        else:
            found[donor.code] = donor
    return _Read(donors=MappingProxyType(found), mistakes=tuple(mistakes))


def _read(place: Place, path: Path) -> Donor:
    said = _said(path)
    for problem in _problems(path, said, place):
        raise problem
    template = _template(place, path, said["template"])
    return Donor(
        code=f"{place.before}{path.stem}",
        name=MappingProxyType(
            {code: said["name"].get(code, said["name"]["en"]) for code in LANGUAGES}
        ),
        template=template,
        indicators=tuple(said["indicators"]),
        iati=said["iati"],
        started_on=said["iati"]["started_on"],
        data_set=said["dhis2"]["data_set"],
        country=place.country,
    )


def _said(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as why:
        raise UnfitDonorFile(
            path.name, f"cannot be read: {why}.", "Compare it with general.toml."
        ) from None


def _problems(
    path: Path, said: Mapping[str, Any], place: Place
) -> Iterator[UnfitDonorFile]:
    """Yield what is wrong with a file, the first first."""
    code = f"{place.before}{path.stem}"
    if not _CODE.fullmatch(code) or len(code) > LONGEST:
        yield UnfitDonorFile(
            path.name,
            "has a name that cannot be used.",
            "Use small letters, digits, “_” and “-”, with the country's code at most "
            f"{LONGEST} signs.",
        )
    for key, kind in _wanted(said):
        if kind is not None:
            yield UnfitDonorFile(
                path.name,
                f"has no {key}, or one of another sort.",
                f"Give it {kind}, as general.toml does.",
            )
    for indicator in said.get("indicators", ()):
        if not _is_indicator(indicator):
            yield UnfitDonorFile(
                path.name,
                f"asks for the indicator “{indicator}”, which is not there.",
                "Take a code from docs/reference/indicators.md.",
            )


def _wanted(said: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Yield every key with what it should be, or None where it is so."""
    name, iati, dhis2 = (said.get(key) for key in ("name", "iati", "dhis2"))
    in_name = name.get("en") if isinstance(name, dict) else None
    yield "name.en", None if isinstance(in_name, str) and in_name else "a name"
    yield "template", None if isinstance(said.get("template"), str) else "a file's name"
    yield "indicators", None if isinstance(said.get("indicators"), list) else "a list"
    for key in IATI:
        found = iati.get(key) if isinstance(iati, dict) else None
        right = isinstance(found, date if key == "started_on" else str)
        yield f"iati.{key}", None if right else "a day" if key[-3:] == "_on" else "text"
    data_set = dhis2.get("data_set") if isinstance(dhis2, dict) else None
    yield "dhis2.data_set", None if isinstance(data_set, str) else "text"


def _is_indicator(code: object) -> bool:
    try:
        sheet_of(str(code))
    except NoSuchIndicator:
        return False
    return True


def _template(place: Place, path: Path, name: str) -> str:
    """Return the name under which a template is found: the donor's own, or ours."""
    ours, here, *_countries = places()
    for one in (place, here, ours):
        word, found = one.folder / f"{name}.docx", f"{one.before}{name}"
        if _CODE.fullmatch(found) and len(found) <= LONGEST and word.exists():
            refuse_unfit_word(word.name, word.read_bytes())
            return found
    raise UnfitDonorFile(
        path.name,
        f"names the template “{name}”, and there is no such Word file beside it.",
        f"Put {name}.docx into the same folder, or write “general”. Its name has small "
        f"letters, digits, “_” and “-”, at most {LONGEST} signs.",
    )
