"""A row of a spreadsheet as an institution, or what is to be mended in which column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.engines.clocks.calendars import latin_digits
from payung.engines.packs import Pack
from payung.programme.advocacy.codes import Tier
from payung.programme.findings.forms import LIKE_A_NUMBER, NAMES
from payung.programme.people.refusals import CannotBe
from payung.programme.places.office_kinds import OfficeKind, kind_names
from payung.programme.reports.importing.sheets import Grid, Line

from .register import Institution, as_compared


class SheetLacks(CannotBe):
    """A sheet without a column that the register needs."""


class WrongCell(ValueError):
    """A cell that cannot be read: its column, what is wrong, what to do."""

    def __init__(self, column: str, sentence: str, remedy: str) -> None:
        super().__init__(column)
        self.column = column
        self.sentence = sentence
        self.remedy = remedy


COLUMNS = {
    "code": gettext_lazy("Short code"),
    "kind": gettext_lazy("What it is"),
    "tier": gettext_lazy("How high"),
    "area": gettext_lazy("Where"),
    "parent": gettext_lazy("Below which institution"),
    "post_title": gettext_lazy("Title of the post that answers"),
    "source": gettext_lazy("Where this is known from"),
}
NEEDED = ("kind", "source")
LONGEST = {"code": 40, "post_title": 120, "source": 300}
MOST_IN_A_NAME = 200
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What a cell can name, each by what people may write: its code or its words."""

    languages: tuple[str, ...]
    kinds: Mapping[str, frozenset[str]]
    tiers: Mapping[str, frozenset[str]]
    areas: Mapping[str, frozenset[str]]
    kind_words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetRow:
    """A row that can be read; `parent` as it stands there: a code, or a name."""

    code: str
    parent: str
    said: Institution


def ground_of(pack: Pack, language: str) -> Ground:
    """Return what the cells of a country's sheet can name."""
    spoken = dict.fromkeys((*pack.languages, "en"))
    kinds = [(one.code, (one.code, *one.name.values())) for one in pack.unit_kinds]
    kinds += [(one.value, (one.value, str(one.label))) for one in OfficeKind]
    areas = [(one.code, (one.code, *one.name.values())) for one in pack.areas]
    tiers = [(one.value, (one.value, str(one.label))) for one in Tier]
    return Ground(
        languages=tuple(spoken),
        kinds=_by_word(kinds),
        tiers=_by_word(tiers),
        areas=_by_word(areas),
        kind_words=tuple(kind_names(pack.code, language).values()),
    )


def columns_of(grid: Grid, ground: Ground) -> dict[str, int]:
    """Return where each column stands, by its name here; raise SheetLacks."""
    known = {name: name for name in headings(ground)}
    known |= {as_compared(str(word)): name for name, word in headings(ground).items()}
    found: dict[str, int] = {}
    for at, heading in enumerate(grid.headings):
        plain = as_compared(heading)
        name = known.get(plain) or known.get(plain.replace(" ", "_"))
        if name is not None:
            found.setdefault(name, at)
    missing = [name for name in NEEDED if name not in found]
    if not any(f"name_{code}" in found for code in ground.languages):
        missing.insert(0, f"name_{ground.languages[0]}")
    if missing:
        raise SheetLacks(
            _("The first row lacks these headings: %(names)s. Add them and try again.")
            % {"names": ", ".join(missing)},
            field="file",
        )
    return found


def headings(ground: Ground) -> dict[str, str]:
    """Return the words for every column by its name: a name for each language."""
    names = {
        f"name_{code}": _("Name: %(language)s") % {"language": NAMES.get(code, code)}
        for code in ground.languages
    }
    return names | {name: str(word) for name, word in COLUMNS.items()}


def row_of(line: Line, columns: Mapping[str, int], ground: Ground) -> SheetRow:
    """Return the institution that a row says; raise WrongCell for what is wrong."""
    text = {name: _text(line, at, name) for name, at in columns.items()}
    for name in NEEDED:
        if not text[name]:
            raise WrongCell(name, _("The cell is empty."), _fill(name))
    said = Institution(
        names=_names(text, ground),
        kind=_kind(text["kind"], ground),
        source=text["source"],
        tier=_one_of(ground.tiers, text.get("tier", ""), "tier", _tiers()),
        area=_area(text.get("area", ""), ground),
        post_title=text.get("post_title", ""),
    )
    return SheetRow(
        code=_code(text.get("code", "")), parent=text.get("parent", ""), said=said
    )


def unknown(text: str) -> str:
    """Return the sentence for a word that names nothing here."""
    return _("“%(text)s” is not known here.") % {"text": text[:40]}


def _text(line: Line, at: int, name: str) -> str:
    cell = line.cells[at]
    if cell.formula:
        raise WrongCell(
            name,
            _("The cell holds a formula, and formulas are not worked out here."),
            _("Put the value itself into the cell."),
        )
    text = " ".join(cell.text.split())
    most = LONGEST.get(name, MOST_IN_A_NAME)
    if len(text) > most:
        remedy = _("Use at most %(count)s signs.") % {"count": most}
        raise WrongCell(name, _("The text is too long."), remedy)
    return text


def _fill(name: str) -> str:
    if name == "source":
        return _(
            "Write where it is known from: a public page, a letter, who was there."
        )
    return _("Fill it in.")


def _names(text: Mapping[str, str], ground: Ground) -> dict[str, str]:
    said = {code: text.get(f"name_{code}", "") for code in ground.languages}
    names = {code: name for code, name in said.items() if name}
    if not names:
        first = next(name for name in text if name.startswith("name_"))
        remedy = _("Write its name in one language at least.")
        raise WrongCell(first, _("The cell is empty."), remedy)
    for code, name in names.items():
        if LIKE_A_NUMBER.search(latin_digits(name)):
            raise WrongCell(
                f"name_{code}",
                _("This looks like a telephone number."),
                _("Write the name only."),
            )
    return names


def _code(text: str) -> str:
    if text and not CODE.fullmatch(text):
        raise WrongCell(
            "code",
            _("“%(text)s” is no short code.") % {"text": text},
            _("Use the letters A to Z, digits, “-” and “.”, or leave it empty."),
        )
    return text


def _kind(text: str, ground: Ground) -> str:
    return _one_of(ground.kinds, text, "kind", ground.kind_words)


def _tiers() -> list[str]:
    return [str(tier.label) for tier in Tier]


def _area(text: str, ground: Ground) -> str:
    found = ground.areas.get(as_compared(text), frozenset()) if text else {""}
    if len(found) > 1:
        raise WrongCell(
            "area",
            _("Several areas are called “%(text)s”.") % {"text": text[:40]},
            _("Write the code of the one that is meant: %(codes)s.")
            % {"codes": ", ".join(sorted(found))},
        )
    if not found:
        remedy = _("Write the area's name as it stands in the lists here, or its code.")
        raise WrongCell("area", unknown(text), remedy)
    return next(iter(found))


def _one_of(
    known: Mapping[str, frozenset[str]], text: str, column: str, words: Iterable[str]
) -> str:
    found = known.get(as_compared(text), frozenset()) if text else {""}
    if len(found) == 1:
        return next(iter(found))
    remedy = _("Write one of these: %(names)s.") % {"names": ", ".join(words)}
    raise WrongCell(column, unknown(text), remedy)


def _by_word(
    coded: Iterable[tuple[str, tuple[str, ...]]],
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, words in coded:
        for word in words:
            found.setdefault(as_compared(word), set()).add(code)
    # A code is meant before a name that reads the same.
    found |= {as_compared(code): {code} for code, _words in coded}
    return {word: frozenset(codes) for word, codes in found.items()}
