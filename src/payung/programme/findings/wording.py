"""The words of charts and briefs in a language, with its months and digits."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from payung.engines.clocks.calendars import gregorian_words, native_digits

from .periods import Period


FOLDER = Path(__file__).parent / "words"
BABEL = {"en": "en_GB"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """How one reader reads figures: language, own digits or not, names of areas."""

    language: str
    own_digits: bool
    areas: Mapping[str, str]

    def __call__(self, key: str) -> str:
        """Return a word; lists are reached with a dot: "whos.police"."""
        found: Any = words(self.language)
        for part in key.split("."):
            found = found[part]
        return self.digits(str(found))

    def listed(self, name: str) -> Mapping[str, str]:
        """Return the words of one list by code."""
        return {code: self.digits(w) for code, w in words(self.language)[name].items()}

    def digits(self, text: str) -> str:
        """Return text in the digits that the reader wants."""
        return native_digits(text, self.language) if self.own_digits else text

    def number(self, value: int) -> str:
        """Return a count, grouped as the language groups it."""
        return self.digits(format_decimal(value, locale=self._locale))

    def share(self, part: int, whole: int) -> str:
        """Return a share in whole per cent; of nought there is none."""
        if not whole:
            return ""
        return self.digits(format_percent(part / whole, "#,##0%", self._locale))

    def month(self, code: str) -> str:
        """Return the short name of "2026-10"."""
        return self._short(date.fromisoformat(f"{code}-01"))

    def day(self, day: date) -> str:
        """Return a day with its year."""
        return self.digits(gregorian_words(day, self.language))

    def span(self, period: Period) -> str:
        """Return a period as its first and last month with their years."""
        first, last = (
            gregorian_words(d, self.language).split(" ", 1)[1]
            for d in (period.since, period.last_day)
        )
        return self.digits(first if first == last else f"{first} – {last}")

    def area(self, code: str) -> str:
        """Return the name of an area, or the words for one not known."""
        return self.areas.get(code.partition(":")[0], self("area_unknown"))

    @property
    def _locale(self) -> str:
        return BABEL.get(self.language, self.language)

    def _short(self, day: date) -> str:
        # Babel shortens Burmese months to a syllable that means nothing alone.
        if self.language == "my":
            return gregorian_words(day, "my").split()[1]
        return format_date(day, "LLL", self._locale)


def labelled(label: Mapping[str, str], language: str) -> str:
    """Return a pack's label in a language, or in English where it has none."""
    return label.get(language) or label["en"]


@cache
def words(language: str) -> dict[str, Any]:
    """Return all words of a language; raise FileNotFoundError where it has none."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
