"""A value as plain data that a database keeps as JSON, and back again."""

from __future__ import annotations

from math import inf, isclose, isinf
from typing import Any

from ._values import (
    Bound,
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


# JSON has no infinity, and what never happened must not become a null.
NEVER = "never"
_HAIR = 1e-9

Data = dict[str, Any]


class NotAValue(ValueError):
    """What was stored is none of the kinds of value."""


def to_data(value: Value) -> Data:
    """Return the value as text, numbers, lists and dicts only."""
    data: Data = {"kind": _KIND_OF[type(value)]}
    for name in type(value).__dataclass_fields__:
        data[name] = _plain(getattr(value, name))
    return data


def from_data(data: Data) -> Value:
    """Return the value that was stored; raise NotAValue."""
    try:
        kind = _KINDS[data["kind"]]
        parts = {
            name: _read(name, part) for name, part in data.items() if name != "kind"
        }
        value: Value = kind(**parts)
    except (KeyError, TypeError, ValueError) as problem:
        raise NotAValue(f"What was stored is no value: {problem}.") from None
    return value


def alike(one: Value, other: Value) -> bool:
    """Return whether two values are the same but for the last digits of a machine.

    A model is solved a hair differently on another processor: that is no revision.
    """
    return _same(to_data(one), to_data(other))


def _same(one: object, other: object) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            _same(one[key], other[key]) for key in one
        )
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, float) or isinstance(other, float):
        numbers = isinstance(one, float | int) and isinstance(other, float | int)
        return numbers and isclose(one, other, rel_tol=_HAIR)  # type: ignore[arg-type]
    return one == other


_KINDS: dict[str, type[Any]] = {
    "ratio": Ratio,
    "total": Total,
    "mean": Mean,
    "times": Times,
    "range": Range,
    "coarse": Coarse,
    "not_computable": NotComputable,
}
_KIND_OF = {kind: name for name, kind in _KINDS.items()}


def _plain(part: object) -> object:
    if isinstance(part, float):
        return NEVER if isinf(part) else part
    if isinstance(part, Interval):
        return [_plain(part.low), _plain(part.high), part.level]
    if isinstance(part, LeftOut):
        return [str(part.why), part.n]
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    return str(part) if isinstance(part, Why | Bound) else part


def _read(name: str, part: Any) -> object:
    if name == "interval" and part is not None:
        low, high, level = (inf if each == NEVER else each for each in part)
        return Interval(low=low, high=high, level=level)
    if name == "left_out":
        return tuple(LeftOut(why=Left(why), n=n) for why, n in part)
    if name == "why":
        return Why(part)
    if name == "bound":
        return Bound(part)
    if name == "detail":
        return tuple(part)
    return inf if part == NEVER else part
