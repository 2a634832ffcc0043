"""Spell frozen dataclasses as JSON and read them back; only for what we sealed."""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from payung.engines.sealed import Refused, from_text, to_text


T = TypeVar("T")


class Unreadable(ValueError):
    """A row of another version of this program, or of another kind."""


def spelled(value: object) -> str:
    """Return the value as JSON; only what `read` can read back."""
    return json.dumps(_plain(value), separators=(",", ":"))


def read(kind: type[T], text: str) -> T:
    """Return what `spelled` wrote; raise Unreadable."""
    try:
        return _built(kind, json.loads(text))  # type: ignore[no-any-return]
    except (KeyError, TypeError, ValueError, Refused):
        raise Unreadable(kind.__name__) from None


def _plain(value: object) -> object:
    match value:
        case bytes():
            return to_text(value)
        case UUID() | StrEnum():
            return str(value)
        case datetime():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case Mapping():
            return {name: _plain(each) for name, each in value.items()}
        case None | bool() | int() | float() | str():
            return value
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(type(value).__name__)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _built(kind: Any, plain: Any) -> Any:
    """Return a value of this type: what was left out stands as its default."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: _built(hints[name], each) for name, each in plain.items()})
    origin, inside = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_built(inside[0], each) for each in plain)
    if origin in (Union, types.UnionType):
        return None if plain is None else _built(inside[0], plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {name: _built(inside[1], each) for name, each in plain.items()}
    return _simple(kind, plain)


def _simple(kind: Any, plain: Any) -> Any:
    if kind is bytes:
        return from_text(plain)
    if kind is datetime:
        return datetime.fromisoformat(plain)
    if kind is UUID or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return kind(plain)
    if kind is float and isinstance(plain, int):
        return float(plain)
    if not isinstance(plain, kind):
        raise TypeError(kind.__name__)
    return plain
