"""Read JSON from strangers key by key: exactly the keys agreed, each of its own type."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NoReturn, TypeGuard, TypeVar
from uuid import UUID

from payung.engines.sealed import Refused, from_text


LARGEST = 4 * 1024 * 1024
"""Bytes of one paper; the plans of a country's lines are far below."""

LARGEST_WHOLE = 2**53
LONGEST_TEXT = 300
_WORD = re.compile(r"[a-z_]{1,40}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Member = TypeVar("Member", bound=StrEnum)


class NotPaper(ValueError):
    """What came is not what was agreed; the sentence names the key, never a value."""


def parsed(text: str | bytes) -> object:
    """Return the JSON value of a text; raise NotPaper for all else.

    A key that stands twice, NaN and infinity are refused: readers differ about them.
    """
    if len(text) > LARGEST:
        raise NotPaper("The paper is longer than any paper of ours.")
    try:
        value: object = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number
        )
    except NotPaper:
        raise
    except (ValueError, RecursionError):
        # The parser's own sentence would quote what it read.
        raise NotPaper("The paper is not JSON.") from None
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotPaper("A key stands twice.")
    return found


def _no_number(_word: str) -> NoReturn:
    raise NotPaper("A number is not finite.")


def printed(value: object) -> str:
    """Return JSON in ASCII, without blanks."""
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def is_text(value: object) -> TypeGuard[str]:
    """Return whether this is a text that can be written as UTF-8."""
    if not isinstance(value, str):
        return False
    # JSON can spell half of a surrogate pair, which no file and no socket takes.
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


class Sheet:
    """One JSON object with exactly these keys; `where` names it in refusals."""

    def __init__(self, value: object, where: str, keys: Collection[str]) -> None:
        self.where = where
        if not isinstance(value, dict):
            raise NotPaper(f"{where} must be an object.")
        self._values: dict[str, object] = value
        missing = sorted(set(keys) - value.keys())
        if missing:
            raise NotPaper(f"{where} lacks the key {missing[0]}.")
        unknown = sorted(value.keys() - set(keys))
        if unknown:
            # A stranger's key may be anything, a telephone number for example.
            name = unknown[0] if _WORD.fullmatch(unknown[0]) else "that is no word"
            raise NotPaper(f"{where} has an unknown key {name}.")

    def value(self, key: str) -> object:
        """Return what stands under a key, unread."""
        return self._values[key]

    def refuse(self, key: str, must: str) -> NoReturn:
        """Raise NotPaper that says what this key must be."""
        raise NotPaper(f"{self.where}.{key} must be {must}.")

    def text(self, key: str, *, least: int = 0, most: int = LONGEST_TEXT) -> str:
        """Return a text of so many signs."""
        value = self._values[key]
        if not is_text(value) or not least <= len(value) <= most:
            self.refuse(key, f"a text of {least} to {most} signs")
        return value

    def whole(self, key: str, *, least: int = 0) -> int:
        """Return a whole number."""
        value = self._values[key]
        # True is a number to Python, and 1.0 equals 1.
        if type(value) is not int or not least <= value <= LARGEST_WHOLE:
            self.refuse(key, f"a whole number from {least}")
        return value

    def yes_no(self, key: str) -> bool:
        """Return true or false."""
        value = self._values[key]
        if not isinstance(value, bool):
            self.refuse(key, "true or false")
        return value

    def moment(self, key: str) -> datetime:
        """Return a moment in UTC."""
        moment = _moment(self._values[key])
        if moment is None:
            self.refuse(key, "a moment with its offset from UTC")
        return moment

    def moment_or_none(self, key: str) -> datetime | None:
        """Return a moment in UTC, or None for null."""
        return None if self._values[key] is None else self.moment(key)

    def one_of(self, key: str, kind: type[Member]) -> Member:
        """Return a member of an enumeration."""
        value = self._values[key]
        found = next((each for each in kind if each.value == value), None)
        if found is None:
            self.refuse(key, "one of " + ", ".join(f'"{each}"' for each in kind))
        return found

    def uuid(self, key: str) -> UUID:
        """Return a UUID written in 36 lower-case signs."""
        value = self._values[key]
        if not is_text(value) or not _UUID.fullmatch(value):
            self.refuse(key, "a UUID")
        return UUID(value)

    def id(self, key: str) -> str | int | UUID:
        """Return what names a record or a team; 36 signs of a UUID are a UUID."""
        value = self._values[key]
        if type(value) is int and 0 <= value <= LARGEST_WHOLE:
            return value
        if not is_text(value) or not 1 <= len(value) <= LONGEST_TEXT:
            self.refuse(key, "a name, a whole number or a UUID")
        return UUID(value) if _UUID.fullmatch(value) else value

    def data(self, key: str) -> bytes:
        """Return the bytes of base64url without padding."""
        value = self._values[key]
        if not is_text(value):
            self.refuse(key, "bytes in base64url without padding")
        try:
            return from_text(value)
        except Refused:
            self.refuse(key, "bytes in base64url without padding")

    def sheets(self, key: str) -> Sequence[object]:
        """Return the values of a list, unread."""
        value = self._values[key]
        if not isinstance(value, list):
            self.refuse(key, "a list")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts of at least one sign."""
        return tuple(self._short(key, value) for value in self.sheets(key))

    def pairs(self, key: str) -> dict[str, str]:
        """Return an object of texts by names of at least one sign."""
        return {
            self._short(key, name): self._short(key, value)
            for name, value in self.mapping(key).items()
        }

    def mapping(self, key: str) -> dict[str, object]:
        """Return an object by names, its values unread."""
        value = self._values[key]
        if not isinstance(value, dict):
            self.refuse(key, "an object")
        return {self._short(key, name): each for name, each in value.items()}

    def _short(self, key: str, value: object) -> str:
        if not is_text(value) or not 1 <= len(value) <= LONGEST_TEXT:
            self.refuse(key, f"texts of 1 to {LONGEST_TEXT} signs")
        return value


def _moment(value: object) -> datetime | None:
    """Return a moment in UTC, or None for what is none or knows no offset."""
    if not is_text(value):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return None if moment.utcoffset() is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
