"""What a reference sheet says of an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


LANGUAGES = ("en", "bn", "id", "my", "ne")


class Objective(StrEnum):
    """The five objectives of the programme, and what they stand on."""

    KNOWLEDGE = "1"
    DOCUMENTING = "2"
    POLICE = "3"
    PEER_LEARNING = "4"
    REPLICATION = "5"
    OPERATIONS = "operations"


class Level(StrEnum):
    """What kind of statement an indicator is."""

    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
    QUALITY = "quality"
    VOLUME = "volume"
    SLO = "slo"
    INVARIANT = "invariant"
    WELLBEING = "wellbeing"
    SAFETY = "safety"


class Counted(StrEnum):
    """How much of what there is was counted.

    All of it, so that the number is what it is; what came to be known to us; or a
    sample, or an estimate, in which chance has its part.
    """

    ALL = "all"
    KNOWN = "known"
    SAMPLE = "sample"


class Measure(StrEnum):
    """What kind of number it is."""

    SHARE = "share"
    RATE = "rate"
    TOTAL = "total"
    MEAN = "mean"
    TIMES = "times"
    RANGE = "range"


class Unit(StrEnum):
    """What the number is counted in."""

    SHARE = "share"
    PEOPLE = "people"
    EVENTS = "events"
    REPORTS = "reports"
    INCIDENTS = "incidents"
    CONTACTS = "contacts"
    LESSONS = "lessons"
    POINTS = "points"
    SCORE = "score"
    SECONDS = "seconds"
    MINUTES = "minutes"
    RATIO = "ratio"
    PER_HUNDRED = "per_hundred"
    PER_MEETING = "per_meeting"


# What there are only whole ones of.
WHOLE_UNITS = frozenset(
    {
        Unit.PEOPLE,
        Unit.EVENTS,
        Unit.REPORTS,
        Unit.INCIDENTS,
        Unit.CONTACTS,
        Unit.LESSONS,
    }
)


class Direction(StrEnum):
    """Which way is better; `WATCH` where more is neither good nor bad."""

    UP = "up"
    DOWN = "down"
    WATCH = "watch"


class Frequency(StrEnum):
    """How often it is worked out."""

    CONTINUOUS = "continuous"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    ANNUAL = "annual"
    PER_COURSE = "per_course"


class ReleaseClass(StrEnum):
    """Who may see it: protected aggregates only, partners by region, anybody."""

    SDC = "SDC"
    PARTNER = "partner"
    PUBLIC = "public"


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One indicator. `denominator` is "" for a count; `by` are the axes it divides by.

    `rules` name the functions that work it out, as indicators.… or dispatch.….
    `reviewed` says whether a speaker has checked the names in other languages.
    """

    code: str
    version: int
    objective: Objective
    level: Level
    name: Mapping[str, str]
    definition: str
    numerator: str
    denominator: str
    by: tuple[str, ...]
    counted: Counted
    measure: Measure
    unit: Unit
    direction: Direction
    frequency: Frequency
    standard: str
    release: ReleaseClass
    limits: str
    rules: tuple[str, ...]
    reviewed: bool
