"""How many different people, without a list of people: a keyed sketch of their cards.

A sketch keeps, for each of 4,096 registers, the longest run of zeros that a keyed hash
began with. It can be joined with others, and nobody can be looked up in it without the
key. P. Flajolet, E. Fusy, O. Gandouet and F. Meunier, HyperLogLog, AofA 2007, 137-156;
read out as by O. Ertl, arXiv:1702.01284, which needs no correction for small numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from math import ceil, floor, log, sqrt
from string import ascii_letters, digits

import numpy as np
from numpy.typing import NDArray

from ._distributions import normal_quantile
from ._occupancy import people_behind
from ._values import Interval, NotComputable, Total, nothing


BITS = 12
REGISTERS = 1 << BITS
LONGEST = 64 - BITS + 1
LEAST_KEY, MOST_KEY = 32, 64
# Flajolet and others, theorem 1. With some 8,000 people, and 3,500 registers reached,
# counting the empty ones begins to be the rougher of the two.
STANDARD_ERROR = 1.04 / sqrt(REGISTERS)
SPARSE = 3500
# A card's token is 16 random bytes. Whatever is made of what people know of one another
# can be tried out: a code of initials and birthday has some two million values.
TOKEN = 16
_REST = (1 << (64 - BITS)) - 1
SIZE = 4 + 8 + REGISTERS * 6 // 8

_WRITTEN = frozenset(b" -./_" + ascii_letters.encode() + digits.encode())
_MARK = b"PYS1"
_PURPOSE = b"payung sketch 1"
_NAME = b"payung sk name 1"


class KeyDoesNotFit(ValueError):
    """The key could be guessed, or is too long for the hash; 32 random bytes are right."""


class GuessableToken(ValueError):
    """What was to be counted could be tried out one by one, as a UIC can."""


class DifferentKeys(ValueError):
    """Sketches of different keys have nothing in common and cannot be joined."""


class BrokenSketch(ValueError):
    """These bytes are no sketch, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """Which registers were reached how far; `key_name` tells keys apart, no more.

    A sketch of a handful of people is as sensitive as their number: it is coded, not
    plain, and leaves only as a protected count.
    """

    key_name: bytes
    registers: bytes

    def __repr__(self) -> str:
        """Return that it is a sketch, and nothing of what is in it."""
        return "<Sketch>"


def key_name(key: bytes) -> bytes:
    """Return a name for a key that says nothing about it; raise KeyDoesNotFit."""
    if not LEAST_KEY <= len(key) <= MOST_KEY:
        raise KeyDoesNotFit(
            f"The key has {len(key)} bytes; it needs {LEAST_KEY} to {MOST_KEY}."
        )
    return blake2b(key=key, digest_size=8, person=_NAME).digest()


def empty(key: bytes) -> Sketch:
    """Return a sketch of nobody."""
    return Sketch(key_name(key), bytes(REGISTERS))


def sketch_of(tokens: Iterable[bytes], *, key: bytes) -> Sketch:
    """Return the sketch of these cards; a card that comes twice changes nothing.

    Raise GuessableToken for whatever is not 16 bytes, and for written text.
    """
    name = key_name(key)
    keyed = blake2b(key=key, digest_size=8, person=_PURPOSE)
    registers = bytearray(REGISTERS)
    for token in tokens:
        _refuse_guessable(token)
        place, run = _place(token, keyed)
        if run > registers[place]:
            registers[place] = run
    return Sketch(name, bytes(registers))


def union(sketches: Sequence[Sketch]) -> Sketch:
    """Return the sketch of everybody who is in at least one; raise DifferentKeys."""
    first = sketches[0]
    for each in sketches:
        if not compare_digest(each.key_name, first.key_name):
            raise DifferentKeys(
                "These sketches were made under different keys. Join only those of one "
                "reporting year and one country."
            )
    rows = np.array([_numbers(each) for each in sketches])
    return Sketch(first.key_name, rows.max(axis=0).tobytes())


def different_people(
    sketches: Sequence[Sketch], *, level: float = 0.95
) -> Total | NotComputable:
    """Return about how many different people are in all of these together."""
    if not sketches:
        return nothing()
    return people_in(union(sketches), level=level)


def people_in(sketch: Sketch, *, level: float = 0.95) -> Total:
    """Return about how many different people are in a sketch, with its interval.

    Both are whole: nobody is four fifths of a person. Where most registers are still
    empty the interval is that of how many were reached; beyond, that of the estimate.
    """
    counts = np.bincount(_numbers(sketch), minlength=LONGEST + 1)
    n, reached = _estimate(counts), REGISTERS - int(counts[0])
    if reached <= SPARSE:
        low, high = people_behind(reached, registers=REGISTERS, level=level)
    else:
        half = normal_quantile((1 + level) / 2) * STANDARD_ERROR * n
        low, high = floor(n - half), ceil(n + half)
    count = min(max(round(n), low), high)
    return Total(count=count, interval=Interval(low=low, high=high, level=level))


def to_bytes(sketch: Sketch) -> bytes:
    """Return a sketch as 3,084 bytes: a mark, the key's name, six bits per register."""
    bits = np.unpackbits(_numbers(sketch)[:, None], axis=1)[:, 2:]
    return _MARK + sketch.key_name + np.packbits(bits).tobytes()


def from_bytes(stored: bytes) -> Sketch:
    """Return the sketch that these bytes are; raise BrokenSketch."""
    if len(stored) != SIZE or not stored.startswith(_MARK):
        raise BrokenSketch(f"{len(stored)} bytes are no sketch of {SIZE}.")
    packed = np.frombuffer(stored[12:], dtype=np.uint8)
    bits = np.unpackbits(packed).reshape(REGISTERS, 6)
    registers = np.packbits(np.pad(bits, ((0, 0), (2, 0))), axis=1)[:, 0]
    if registers.max(initial=0) > LONGEST:
        raise BrokenSketch("A register says more than a hash can.")
    return Sketch(stored[4:12], registers.tobytes())


def _refuse_guessable(token: bytes) -> None:
    # A random card is all letters and digits once in two thousand million.
    if len(token) != TOKEN or _WRITTEN.issuperset(token):
        raise GuessableToken(
            f"A member card has {TOKEN} random bytes; this is something else. A code made "
            "of a name or a birthday is refused: it can be tried out in seconds."
        )


def _place(token: bytes, keyed: blake2b) -> tuple[int, int]:
    # A copy has the key worked in already: half the time of beginning with it.
    hasher = keyed.copy()
    hasher.update(token)
    number = int.from_bytes(hasher.digest(), "big")
    rest = number & _REST
    return number >> (64 - BITS), LONGEST - rest.bit_length()


def _numbers(sketch: Sketch) -> NDArray[np.uint8]:
    return np.frombuffer(sketch.registers, dtype=np.uint8)


def _estimate(reached: NDArray[np.int64]) -> float:
    """Return Ertl's estimate from how many registers were reached how far."""
    if reached[0] == REGISTERS:
        return 0.0
    weight = REGISTERS * _tau(1 - reached[LONGEST] / REGISTERS)
    for run in range(LONGEST - 1, 0, -1):
        weight = 0.5 * (weight + reached[run])
    weight += REGISTERS * _sigma(reached[0] / REGISTERS)
    return REGISTERS * REGISTERS / (2 * log(2) * weight)


def _sigma(share: float) -> float:
    total, doubled = share, 1.0
    while True:
        share *= share
        before = total
        total += share * doubled
        doubled += doubled
        if total == before:
            return total


def _tau(share: float) -> float:
    if share in (0.0, 1.0):
        return 0.0
    halved, total = 1.0, 1 - share
    while True:
        share = sqrt(share)
        before = total
        halved *= 0.5
        total -= (1 - share) ** 2 * halved
        if total == before:
            return total / 3
