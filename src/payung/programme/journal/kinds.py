"""Kinds of entry: each declared once, with its sentence and what it may carry."""

from __future__ import annotations

from dataclasses import dataclass


class UnknownKind(LookupError):
    """Somebody wrote an entry whose kind no app declares."""


class DeclaredTwice(ValueError):
    """Two apps declare the same kind of entry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of entry: `name` "case.opened", a sentence, allowed detail names."""

    name: str
    sentence: str
    details: tuple[str, ...] = ()


_KINDS: dict[str, Kind] = {}


def declare(name: str, sentence: str, *details: str) -> Kind:
    """Return a new kind of entry; raise DeclaredTwice where the name is taken.

    `sentence` has the gaps %(actor)s and %(subject)s; `details` are the names of
    the coded values (never content) that an entry of this kind may carry.
    """
    if name in _KINDS:
        raise DeclaredTwice(name)
    kind = Kind(name=name, sentence=sentence, details=details)
    _KINDS[name] = kind
    return kind


def kind_named(name: str) -> Kind:
    """Return a declared kind; raise UnknownKind."""
    try:
        return _KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None


def all_kinds() -> tuple[Kind, ...]:
    """Return every declared kind by name."""
    return tuple(_KINDS[name] for name in sorted(_KINDS))
