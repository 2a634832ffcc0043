"""What a line of the plan says, in its own words.

Plans stand above activities: they tell who can answer, see plans/work.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from payung.programme.people.actors import Actor


Answer = Callable[[Actor, Iterable[UUID]], Mapping[UUID, str]]

_ANSWERS: list[Answer] = []


def answer_with(answer: Answer) -> None:
    """Keep who says what lines say."""
    _ANSWERS.append(answer)


def words_of_lines(actor: Actor, lines: Iterable[UUID]) -> dict[UUID, str]:
    """Return the words of lines of the plan; a line that nobody knows is left out."""
    asked = frozenset(lines)
    return {line: said for one in _ANSWERS for line, said in one(actor, asked).items()}
