"""Can a practice be copied to another place? The lowest answer decides, and safety first."""

from __future__ import annotations

from ._verdict import (
    HIGHEST,
    VERDICTS,
    Answers,
    Finding,
    Question,
    ScoreOutOfRange,
    Verdict,
    finding_of,
    unanswered,
)


__all__ = [
    "HIGHEST",
    "VERDICTS",
    "Answers",
    "Finding",
    "Question",
    "ScoreOutOfRange",
    "Verdict",
    "finding_of",
    "unanswered",
]
