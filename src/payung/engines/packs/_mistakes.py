"""What is wrong with a pack, said so that the person who wrote it can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Mistake:
    """One thing to mend: the file, the key in it, what is wrong, what to do."""

    file: str
    key: str
    sentence: str
    remedy: str

    def __str__(self) -> str:
        """Return the mistake on one line, as `payung pack check` prints it."""
        return f"{self.file}: {self.key}: {self.sentence} {self.remedy}"


@dataclass(frozen=True, slots=True)
class Mistakes:
    """All that was found so far; a folder is read to the end whatever is wrong."""

    found: list[Mistake] = field(default_factory=list)

    def add(self, file: str, key: str, sentence: str, remedy: str) -> None:
        """Write one mistake down."""
        self.found.append(Mistake(file=file, key=key, sentence=sentence, remedy=remedy))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a remedy: the nearest known word, or all of them."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1)
    if near:
        return f"Did you mean '{near[0]}'?"
    return f"Use one of: {', '.join(words)}." if words else "Take it out."
