"""A value as plain English text, for the manual and for the command; pages do their own."""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf

from ._intervals import in_whole
from ._sheets import WHOLE_UNITS, Unit
from ._values import (
    Coarse,
    Interval,
    Left,
    LeftOut,
    Mean,
    NotComputable,
    Range,
    Ratio,
    Times,
    Total,
    Value,
    Why,
)


LEFT_WORDS: Mapping[Left, str] = {
    Left.WAITING: "not decided yet",
    Left.UNKNOWN: "not known well enough",
    Left.FULL_SCORE_BEFORE: "had the full score before",
    Left.NOT_OBSERVED: "not observed",
    Left.NOT_WRITTEN_DOWN: "not written down",
    Left.PARTLY_OPEN: "open for part of the day",
    Left.NO_ENCOUNTER: "had no encounter",
    Left.WITHOUT_EVIDENCE: "without evidence",
}
WHY_WORDS: Mapping[Why, str] = {
    Why.NO_RECORDS: "no number: nothing was recorded",
    Why.MONTHS_MISSING: "no number: nothing was recorded in {0}",
    Why.NOT_DUE_YET: "no number yet: nothing is decided",
    Why.TIMES_NOT_KNOWN: "no number: the times are not known well enough",
    Why.TOO_FEW: "no number: {0} of the {1} it needs",
    Why.NO_ESTIMATE: "no number: no venue has a size estimate",
    Why.BELOW_POWER: "no claim: a halving would be seen with a chance of {0} only",
    Why.SINGLE_STATION: "no claim: one station alone, with {0} arrests a month",
    Why.NOTHING_TO_COMPARE: "no claim: no station that has not engaged yet to compare",
    Why.TOO_LITTLE_OVERLAP: "no range: {0} on more than one list, {1} are needed",
    Why.TOO_WIDE: "no range: it would go to more than {0} times what was recorded",
    Why.MODEL_DOES_NOT_FIT: "no range: no model fits the lists",
}


def in_words(value: Value, unit: Unit = Unit.SHARE) -> str:
    """Return one line of English; what was left out is said at its end."""
    if isinstance(value, NotComputable):
        return _why(value)
    if isinstance(value, Times):
        return _times(value)
    if isinstance(value, Range):
        return _range(value, unit)
    if isinstance(value, Coarse):
        return _coarse(value, unit)
    return _numbers(value, unit) + "".join(_left(each) for each in value.left_out)


def _numbers(value: Ratio | Total | Mean, unit: Unit) -> str:
    around = _around(value.interval, unit)
    if isinstance(value, Total):
        return f"{value.count:g}{around}"
    shown = _number(value.value, unit)
    if isinstance(value, Mean):
        return f"mean of {value.n}: {shown}{around}"
    return f"{value.numerator:g} of {value.denominator:g}: {shown}{around}"


def _coarse(value: Coarse, unit: Unit) -> str:
    limit = f"{value.bound} " if value.bound else ""
    said = [f"{limit}{_number(value.value, unit)}"]
    if value.at_least is not None:
        most = "or more" if value.at_most is None else f"to {value.at_most}"
        said.append(f"among {value.at_least} {most}")
    if value.rounded_to is not None:
        said.append(f"to the nearest {value.rounded_to}")
    return ", ".join(said)


def _why(value: NotComputable) -> str:
    said = value.detail
    if value.why is Why.MONTHS_MISSING:
        said = (", ".join(value.detail),)
    return WHY_WORDS[value.why].format(*said)


def _times(value: Times) -> str:
    p50, p90 = (
        "never" if isinf(each) else f"{each:g}" for each in (value.p50, value.p90)
    )
    never = f"; {value.never} never" if value.never else ""
    return f"half within {p50}, nine of ten within {p90} (of {value.n}{never})"


def _range(value: Range, unit: Unit) -> str:
    low, high = (
        _number(each, unit) for each in (value.interval.low, value.interval.high)
    )
    point = "" if value.point is None else f"{_number(value.point, unit)}, "
    recorded = "" if value.recorded is None else f" ({value.recorded} recorded)"
    return f"{point}{low} to {high}{recorded}"


def _around(interval: Interval | None, unit: Unit) -> str:
    if interval is None:
        return ""
    if unit in WHOLE_UNITS:
        interval = in_whole(interval)
    return f" ({_number(interval.low, unit)} to {_number(interval.high, unit)})"


def _number(number: float, unit: Unit) -> str:
    if isinf(number):
        return "no limit"
    if unit is Unit.SHARE:
        return f"{100 * number:.1f} %"
    return f"{number:.0f}" if unit in WHOLE_UNITS else f"{number:.2f}"


def _left(left_out: LeftOut) -> str:
    return f"; {left_out.n} {LEFT_WORDS[left_out.why]}"
