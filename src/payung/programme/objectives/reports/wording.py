"""The words and numbers of a report in its language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import isinf
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal

from payung.engines.indicators import (
    WHOLE_UNITS,
    Bound,
    Change,
    Changed,
    Coarse,
    Interval,
    Mean,
    NotComputable,
    Period,
    Range,
    Ratio,
    Times,
    Unit,
    Value,
    in_whole,
)
from payung.programme.findings.periods import Period as Months
from payung.programme.findings.wording import BABEL, Wording


FOLDER = Path(__file__).parent / "words"
_PATTERN = {True: "#,##0", False: "#,##0.##"}


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """Return all words of a language; raise FileNotFoundError where it has none."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """How a report speaks: its language, and whether in the language's own digits."""

    language: str
    own_digits: bool

    def __call__(self, key: str, **gaps: str) -> str:
        """Return a word, with its gaps filled; "why.too_few" reaches into a list."""
        found: Any = words_of(self.language)
        for part in key.split("."):
            found = found[part]
        return self.digits(str(found).format(**gaps))

    def digits(self, text: str) -> str:
        """Return text in the digits of the report."""
        return self._figures.digits(text)

    def day(self, day: date) -> str:
        """Return a day with its year."""
        return self._figures.day(day)

    def span(self, period: Period) -> str:
        """Return a period as its first and last month with their years."""
        until = period.last_day + timedelta(days=1)
        return self._figures.span(Months(since=period.first_day, until=until))

    def spans(self, periods: tuple[Period, ...]) -> str:
        """Return periods one after another."""
        return ", ".join(self.span(period) for period in periods)

    def number(self, number: float, unit: Unit) -> str:
        """Return one number as its unit is read; a share in per cent."""
        if isinf(number):
            return self("never")
        scaled = 100 * number if unit is Unit.SHARE else number
        pattern = "#,##0.#" if unit is Unit.SHARE else _PATTERN[unit in WHOLE_UNITS]
        locale = BABEL.get(self.language, self.language)
        text = self.digits(format_decimal(scaled, pattern, locale))
        # The sign must not begin a line of its own.
        return f"{text}\u00a0%" if unit is Unit.SHARE else text

    def with_unit(self, number: float, unit: Unit) -> str:
        """Return a number and what it is counted in."""
        said = self.number(number, unit)
        return said if unit is Unit.SHARE else f"{said} {self(f'unit.{unit}')}"

    def value(self, value: Value, unit: Unit) -> str:
        """Return a value, or why there is none."""
        if isinstance(value, NotComputable):
            return self.no_number(value)
        if value.value is None:
            assert isinstance(value, Range)  # noqa: S101 (only a range has no point)
            return self._between(value.interval, unit)
        said = self.with_unit(value.value, unit)
        if isinstance(value, Coarse) and value.bound is not Bound.NONE:
            return self(f"limit.{value.bound}", n=said)
        return said

    def no_number(self, value: NotComputable) -> str:
        """Return why there is no number."""
        known = words_of(self.language)["why"]
        return self(f"why.{value.why if value.why in known else 'other'}")

    def made_of(self, value: Value, unit: Unit) -> str:
        """Return what a value rests on and between what it lies; "" where neither."""
        if isinstance(value, Coarse):
            return self._resting_on(value)
        parts = []
        if isinstance(value, Ratio):
            parts.append(self("of_n", n=self._plain(value.denominator)))
        if isinstance(value, Mean | Times):
            parts.append(self("of_n", n=self._plain(value.n)))
        around = None if isinstance(value, NotComputable | Times) else value.interval
        if around is not None and getattr(value, "value", None) is not None:
            parts.append(self._between(around, unit))
        return "; ".join(parts)

    def change(self, change: Change, name: str, unit: Unit) -> str:
        """Return one change in words: the numbers, what it is, and why."""
        said = self(f"changed.{change.changed}")
        why = f", {self(f'because.{change.because}')}" if change.because else ""
        if change.changed is Changed.GONE or change.before is None:
            return f"{name}: {said}"
        before = self.value(change.before.value, unit)
        now = self.value(change.now.value, unit) if change.now else "–"
        told = self("change_line", name=name, before=before, now=now)
        return f"{told} ({said}{why})"

    def _resting_on(self, value: Coarse) -> str:
        parts = []
        if value.at_least is not None:
            key = "among.open" if value.at_most is None else "among.closed"
            ends = {"low": value.at_least, "high": value.at_most or 0}
            parts.append(self(key, **{k: self._plain(n) for k, n in ends.items()}))
        if value.rounded_to is not None:
            parts.append(self("nearest", n=self._plain(value.rounded_to)))
        return "; ".join(parts)

    def _between(self, around: Interval, unit: Unit) -> str:
        if unit in WHOLE_UNITS:
            around = in_whole(around)
        ends = (self.number(around.low, unit), self.number(around.high, unit))
        return self("range", low=ends[0], high=ends[1])

    def _plain(self, number: float) -> str:
        return self.number(number, Unit.PEOPLE)

    @property
    def _figures(self) -> Wording:
        return Wording(language=self.language, own_digits=self.own_digits, areas={})
