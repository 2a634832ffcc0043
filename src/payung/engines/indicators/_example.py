"""What a worked example is, and invented cards for those that count people."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b

from ._in_words import in_words
from ._sheets import Unit
from ._sketch import Sketch, sketch_of
from ._values import Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """What is given, the rule applied to it, and what must come out.

    `answer` is written by hand; a test compares it with what the rule says.
    """

    code: str
    given: str
    work_out: Callable[[], Value]
    answer: str
    unit: Unit = Unit.SHARE

    @property
    def outcome(self) -> str:
        """Return what the rule says, in words."""
        return in_words(self.work_out(), self.unit)


def sketch_of_invented(numbers: Iterable[int]) -> Sketch:
    """Return a sketch of invented cards, under a key that is used for nothing else."""
    cards = (blake2b(bytes([each]), digest_size=16).digest() for each in numbers)
    return sketch_of(cards, key=bytes(range(32)))
