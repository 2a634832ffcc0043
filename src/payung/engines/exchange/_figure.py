"""A figure as it is handed on, and who hands it on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


# The axis whose categories are areas: they become places, not dimensions.
PLACE = "area"


class NothingToHand(ValueError):
    """There is no figure; an empty file would read as if nothing had happened."""


class Kind(StrEnum):
    """What kind of statement a figure is."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
    OTHER = "other"


class Scale(StrEnum):
    """How a value is written: a number of things, or a share from 0 to 1."""

    NUMBER = "number"
    SHARE = "share"


class State(StrEnum):
    """Whether a figure can still change without a word."""

    PROVISIONAL = "provisional"
    FINAL = "final"


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A period: its code such as 2026-Q3, its first and its last day."""

    code: str
    first_day: date
    last_day: date

    @property
    def months(self) -> int:
        """Return how many months it has."""
        years = self.last_day.year - self.first_day.year
        return 12 * years + self.last_day.month - self.first_day.month + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """What it was before, and of which period that is."""

    value: float
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """How many site-months reported of those expected; months with nothing at all."""

    reported: int
    expected: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A part of a figure: axis and category, such as (("gender", "f"),), and its value."""

    part: tuple[tuple[str, str], ...]
    value: float

    @property
    def places(self) -> tuple[str, ...]:
        """Return the areas that it is of."""
        return tuple(category for axis, category in self.part if axis == PLACE)

    @property
    def dimensions(self) -> tuple[tuple[str, str], ...]:
        """Return what it is of besides areas."""
        return tuple(one for one in self.part if one[0] != PLACE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One number of a report. `value` is None where there is none: never nought.

    `label` by language. `notes` are whole sentences for whoever reads the file.
    """

    code: str
    label: Mapping[str, str]
    definition: str
    kind: Kind
    unit: str
    scale: Scale
    ascending: bool
    period: Span
    value: float | None
    low: float | None
    high: float | None
    n: float | None
    baseline: Baseline | None
    target: float | None
    cells: tuple[Cell, ...]
    completeness: Reported
    status: State
    code_hash: str
    computed_at: datetime
    release_class: str
    notes: tuple[str, ...] = ()

    def written(self, value: float) -> str:
        """Return a value as others read it: a share in per cent, no trailing noughts."""
        number = 100 * value if self.scale is Scale.SHARE else value
        text = f"{number:.4f}".rstrip("0").rstrip(".")
        return "0" if text == "-0" else text


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """An organisation as IATI knows it: its identifier, its kind by code, its name."""

    ref: str
    kind: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """The activity whose results are handed on. `places` are names of areas by code."""

    identifier: str
    title: str
    description: str
    reporting: Organisation
    funding: Organisation
    country: str
    sector: str
    started_on: date
    language: str
    places: Mapping[str, str]
