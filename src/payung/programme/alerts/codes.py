"""The four digits that somebody answers with, and reading them out of an SMS."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass


LOWEST, CODES = 1000, 9000
ANSWERS = (
    re.compile(r"(?:(?P<said>[0-9])\s*[.,:;/-]?\s+)?(?P<code>[0-9]{4})"),
    re.compile(r"(?P<code>[0-9]{4})\s*[.,:;/-]?\s+(?P<said>[0-9])"),
)
# Spaces and full stops of any script around an answer say nothing.
IGNORED = " \t\r\n.!,;:।॥၊။"
ALONE = re.compile(r"(?P<said>[0-9])")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What an SMS says: a digit, and the code of what it answers ("" = none)."""

    digit: str
    code: str

    @property
    def yes(self) -> bool:
        """Return whether it is a yes to whatever was asked."""
        return self.digit == "1"


def code_for(key: str, handle: str, *, taken: Collection[str]) -> str:
    """Return four digits for what this person is asked under this key.

    The same key gives the same code, unless another open one of hers has it already.
    It keeps nobody out (the sender's number does): it says which question she answers.
    """
    digest = hashlib.sha256(f"{key}:{handle}".encode()).digest()
    start = int.from_bytes(digest[:4], "big") % CODES
    for step in range(CODES):
        code = str(LOWEST + (start + step) % CODES)
        if code not in taken:
            return code
    raise OverflowError("Nine thousand questions are open to one person.")


def read_answer(text: str) -> Said | None:
    """Return what an SMS answers: "1 4711" and "4711" are yes, "2 4711" is no.

    Where she was asked how it goes, each digit says something else. "4711 2" is the
    same, and so is a digit alone; digits of any script. None for all else.
    """
    plain = "".join(_latin(sign) for sign in text).strip(IGNORED)
    for form in ANSWERS:
        if found := form.fullmatch(plain):
            return Said(digit=found["said"] or "1", code=found["code"])
    alone = ALONE.fullmatch(plain)
    return Said(digit=alone["said"], code="") if alone else None


def _latin(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)
