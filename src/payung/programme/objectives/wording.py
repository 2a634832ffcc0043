"""Numbers of indicators in the reader's language, with what was left out of them."""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.engines.indicators import (
    WHOLE_UNITS,
    Because,
    Changed,
    Coarse,
    Completeness,
    Interval,
    Left,
    LeftOut,
    Mean,
    NotComputable,
    Objective,
    Range,
    Ratio,
    Standing,
    Times,
    Unit,
    Value,
    Why,
    in_whole,
)

from .coarse_words import limited, resting_on


COUNTED = WHOLE_UNITS | {Unit.POINTS}


def number_words(number: float, unit: Unit) -> str:
    """Return one number as its unit is read: 0.75 of a share as 75 %."""
    if isinf(number):
        return _("no limit")
    if unit is Unit.SHARE:
        return f"{100 * number:.0f} %"
    return f"{number:.0f}" if unit in COUNTED else f"{number:.1f}"


def target_words(target: float | None, unit: Unit) -> str:
    """Return what is aimed at as it was typed: 82.5 %, 12; nothing where there is none."""
    if target is None:
        return ""
    return f"{100 * target:.4g} %" if unit is Unit.SHARE else f"{target:g}"


def value_words(value: Value | None, unit: Unit) -> str:
    """Return the number alone, or a dash where there is none."""
    if value is None or isinstance(value, NotComputable):
        return "–"
    if isinstance(value, Coarse):
        return limited(number_words(value.value, unit), value.bound)
    if isinstance(value, Times):
        return _("never") if isinf(value.p50) else number_words(value.p50, unit)
    if isinstance(value, Range) and value.point is None:
        return _between(value.interval, unit)
    return number_words(value.value or 0.0, unit)


def made_of(value: Value | None, unit: Unit) -> str:
    """Return what a number is made of, and between what it lies."""
    parts = list(_made_of(value, unit))
    return " · ".join(part for part in parts if part)


def no_number(value: NotComputable) -> str:
    """Return why there is no number."""
    detail = ", ".join(value.detail)
    return {
        Why.NO_RECORDS: _("There is no number: nothing was recorded."),
        Why.MONTHS_MISSING: _("There is no number: nothing was recorded in %(months)s.")
        % {"months": detail},
        Why.NOT_DUE_YET: _("There is no number yet: nothing is decided."),
        Why.TIMES_NOT_KNOWN: _("There is no number: the times are not known well."),
        Why.TOO_FEW: _("There is no number: they are too few."),
        Why.NO_ESTIMATE: _("There is no number: no place has an estimate."),
        Why.BELOW_POWER: _("No claim: a change would hardly be seen in so few."),
        Why.SINGLE_STATION: _("No claim: it would rest on one station alone."),
        Why.NOTHING_TO_COMPARE: _("No claim: there is nothing to compare with."),
        Why.TOO_LITTLE_OVERLAP: _("No range: the lists share too little."),
        Why.TOO_WIDE: _("No range: it would be too wide to say anything."),
        Why.MODEL_DOES_NOT_FIT: _("No range: no model fits the lists."),
    }[value.why]


def left_words(left: LeftOut) -> str:
    """Return how many were left out, and why."""
    n = {"n": left.n}
    return {
        Left.WAITING: _("%(n)s not decided yet") % n,
        Left.UNKNOWN: _("%(n)s not known well enough") % n,
        Left.FULL_SCORE_BEFORE: _("%(n)s had the full score before") % n,
        Left.NOT_OBSERVED: _("%(n)s not seen at work") % n,
        Left.NOT_WRITTEN_DOWN: _("%(n)s not written down") % n,
        Left.PARTLY_OPEN: _("%(n)s open for part of the day") % n,
        Left.NO_ENCOUNTER: _("%(n)s had no encounter") % n,
        Left.WITHOUT_EVIDENCE: _("%(n)s without evidence") % n,
    }[left.why]


def complete_words(complete: Completeness | None) -> str:
    """Return how complete the records are, and which months are missing."""
    if complete is None or not complete.expected:
        return ""
    said = _(
        "%(there)s of %(due)s months and places have recorded (%(percent)s %%)"
    ) % {
        "there": complete.reported,
        "due": complete.expected,
        "percent": complete.percent,
    }
    if not complete.missing:
        return said
    months = ", ".join(str(month) for month in complete.missing)
    return said + " · " + _("nothing from %(months)s") % {"months": months}


def standing_words(standing: Standing) -> tuple[str, str]:
    """Return the word for how a number stands to its target, and its kind of pill."""
    return {
        Standing.REACHED: (_("Reached"), "ok"),
        Standing.NEAR: (_("Near: chance could be either"), "soon"),
        Standing.NOT_REACHED: (_("Not reached"), "over"),
        Standing.CANNOT_SAY: ("", ""),
    }[standing]


def changed_words(changed: Changed) -> str:
    """Return what has happened to a number since the last report."""
    return {
        Changed.NEW: _("New"),
        Changed.REVISED: _("Revised"),
        Changed.NOW_COMPUTABLE: _("There is a number now"),
        Changed.NO_LONGER_COMPUTABLE: _("There is no number any more"),
        Changed.NOW_COMPLETE: _("The same, and every month is there now"),
        Changed.GONE: _("Not computed any more"),
    }[changed]


def because_words(because: Because) -> str:
    """Return why a number is another one now."""
    return {
        Because.LATE_DATA: _("Something was entered after the last day for it."),
        Because.STILL_COMING_IN: _("Records of the period were still coming in."),
        Because.OTHER_RULE: _("It is computed by another rule now."),
        Because.NONE: "",
    }[because]


def objective_words(objective: Objective) -> tuple[str, str]:
    """Return the name of an objective, and what it is about."""
    return {
        Objective.KNOWLEDGE: (
            _("Knowing one's rights"),
            _("Courses, places to rest, visits, lawyers"),
        ),
        Objective.DOCUMENTING: (
            _("What happened is written down"),
            _("Notes, help afterwards, focus groups"),
        ),
        Objective.POLICE: (
            _("Offices keep their word"),
            _("Meetings, promises, time held"),
        ),
        Objective.PEER_LEARNING: (
            _("Countries learn from one another"),
            _("Exchanges, lessons, tools"),
        ),
        Objective.REPLICATION: (
            _("What works is carried on"),
            _("Elsewhere, and without us"),
        ),
        Objective.OPERATIONS: (
            _("Always somebody there"),
            _("Line, roster, going out"),
        ),
    }[objective]


def _made_of(value: Value | None, unit: Unit) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, NotComputable):
        yield no_number(value)
        return
    if isinstance(value, Times):
        yield _("half within this; nine of ten within %(p90)s") % {
            "p90": number_words(value.p90, unit)
        }
        yield _("of %(n)s") % {"n": value.n}
        return
    if isinstance(value, Coarse):
        if value.p90 is not None:
            yield _("half within this; nine of ten within %(p90)s") % {
                "p90": number_words(value.p90, unit)
            }
        yield from resting_on(value)
        return
    if isinstance(value, Ratio):
        yield _("%(part)s of %(whole)s") % {
            "part": f"{value.numerator:g}",
            "whole": f"{value.denominator:g}",
        }
    if isinstance(value, Mean):
        yield ngettext("mean of %(n)s", "mean of %(n)s", value.n) % {"n": value.n}
    if value.interval is not None:
        yield _between(value.interval, unit)
    if not isinstance(value, Range):
        yield from map(left_words, value.left_out)


def _between(interval: Interval, unit: Unit) -> str:
    if unit in COUNTED:
        interval = in_whole(interval)
    return _("between %(low)s and %(high)s") % {
        "low": number_words(interval.low, unit),
        "high": number_words(interval.high, unit),
    }
