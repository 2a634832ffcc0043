"""The rule: nine answers from 0 to 4, the lowest is the bottleneck; a danger outweighs all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


HIGHEST = 4


class Question(StrEnum):
    """What is asked of a practice at a place: CORRECT, the law, and what it takes."""

    CREDIBLE = "credible"
    OBSERVABLE = "observable"
    RELEVANT = "relevant"
    ADVANTAGE = "advantage"
    EASY = "easy"
    COMPATIBLE = "compatible"
    TESTABLE = "testable"
    LEGAL = "legal"
    RESOURCES = "resources"


class Verdict(StrEnum):
    """What an assessment comes to."""

    READY = "ready"
    READY_WITH_ADAPTATION = "ready_with_adaptation"
    NOT_YET = "not_ready"


class ScoreOutOfRange(ValueError):
    """An answer that is none of 0 to 4."""


Answers = Mapping[Question, int]
# By the lowest answer. Nothing stands between "something is in the way" and "not yet".
VERDICTS: Mapping[int, Verdict] = MappingProxyType(
    {
        0: Verdict.NOT_YET,
        1: Verdict.NOT_YET,
        2: Verdict.READY_WITH_ADAPTATION,
        3: Verdict.READY,
        4: Verdict.READY,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What came out: the verdict, the questions with the lowest answer, and that answer."""

    verdict: Verdict
    bottlenecks: tuple[Question, ...]
    lowest: int
    open_dangers: int


def unanswered(answers: Answers) -> tuple[Question, ...]:
    """Return the questions that have no answer yet, in their order."""
    return tuple(one for one in Question if one not in answers)


def finding_of(answers: Answers, *, open_dangers: int) -> Finding | None:
    """Return what the answers come to; None while one is missing.

    While a danger is open the verdict is "not yet", whatever the answers are.
    Raise ScoreOutOfRange.
    """
    for question, score in answers.items():
        if not 0 <= score <= HIGHEST:
            raise ScoreOutOfRange(f"{question}: {score} is none of 0 to {HIGHEST}.")
    if unanswered(answers):
        return None
    lowest = min(answers.values())
    return Finding(
        verdict=Verdict.NOT_YET if open_dangers else VERDICTS[lowest],
        bottlenecks=tuple(one for one in Question if answers[one] == lowest),
        lowest=lowest,
        open_dangers=open_dangers,
    )
