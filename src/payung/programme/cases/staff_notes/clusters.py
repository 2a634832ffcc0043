"""Where a text may be cut: never inside what a reader sees as one sign.

Python has no such table. These are the rules of Unicode's UAX 29 that the scripts of our
countries need: marks stay with their letter, and in Indic scripts and Burmese a letter
that a virama joins to the one before stays with it.
"""

from __future__ import annotations

import unicodedata


ZWNJ, ZWJ = "\u200c", "\u200d"
MARKS = frozenset({"Mn", "Mc", "Me"})
VIRAMA = 9
# Of the same class, but it kills a vowel and joins nothing: Burmese asat.
ASAT = "\u103a"
# Bengali vowel signs that Unicode lets extend a letter as those without width do.
EXTEND = frozenset({"\u09be", "\u09d7"})
FLAGS = range(0x1F1E6, 0x1F200)
SKIN = range(0x1F3FB, 0x1F400)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span, wider where it would cut a sign in two; in characters."""
    while 0 < start < len(text) and not may_cut(text, start):
        start -= 1
    while 0 < end < len(text) and not may_cut(text, end):
        end += 1
    return start, end


def may_cut(text: str, place: int) -> bool:
    """Return whether a text may be cut before the character at `place`."""
    if place <= 0 or place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if before == "\r":
        return after != "\n"
    if _clings(after):
        return False
    if _joined_by_virama(text, place) or _joined_pictures(text, place):
        return False
    return not _half_a_flag(text, place)


def _clings(sign: str) -> bool:
    """Return whether a character belongs to the one before it."""
    return (
        unicodedata.category(sign) in MARKS or sign in {ZWNJ, ZWJ} or ord(sign) in SKIN
    )


def _joined_by_virama(text: str, place: int) -> bool:
    if unicodedata.category(text[place]) != "Lo":
        return False
    # Between the two letters stand marks and joiners; one of them has to be a virama.
    for sign in reversed(text[:place]):
        if sign == ZWNJ:
            return False
        if unicodedata.combining(sign) == VIRAMA and sign != ASAT:
            return True
        extends = sign == ZWJ or sign in EXTEND or unicodedata.category(sign) == "Mn"
        if not extends:
            return False
    return False


def _joined_pictures(text: str, place: int) -> bool:
    return text[place - 1] == ZWJ and unicodedata.category(text[place]) == "So"


def _half_a_flag(text: str, place: int) -> bool:
    """Return whether a flag, which is two letters of its own kind, would be cut."""
    if ord(text[place]) not in FLAGS:
        return False
    run = 0
    while run < place and ord(text[place - 1 - run]) in FLAGS:
        run += 1
    return run % 2 == 1
