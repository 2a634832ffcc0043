"""What the answers say of a question: how hard, how telling, and badly translated or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import log, sqrt

from ._counting import share_of
from ._distributions import normal_quantile
from ._intervals import LEVEL
from ._values import CountsDisagree, Interval, NotComputable, Ratio, Why


# Below ten people in a language, one who misread decides.
FEWEST_PEOPLE = 10
# The scale of the Educational Testing Service: 4 divided by 1.7.
_DELTA = -2.35
LARGE, SMALL = 1.5, 1.0


class Harder(StrEnum):
    """How hard a question is in one language for people who know equally much."""

    SAME = "same"
    HARDER = "harder"
    MUCH_HARDER = "much_harder"
    EASIER = "easier"
    MUCH_EASIER = "much_easier"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """So many people of a language with this score, who were right here or not.

    `score` is that of the whole test, this question included.
    """

    language: str
    score: int
    right: bool
    people: int

    def __post_init__(self) -> None:
        """Refuse counts below nothing, and a right answer in a score of nothing."""
        if self.people < 0 or self.score < int(self.right):
            raise CountsDisagree(
                f"{self.people} people with a score of {self.score} cannot be."
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class BetweenLanguages:
    """A question in one language beside all others, at equal score.

    `delta` is on the scale of the Educational Testing Service: nothing where it is
    equally hard, below nothing where it is harder in this language.
    """

    language: str
    delta: float
    interval: Interval
    verdict: Harder


@dataclass(slots=True)
class _Table:
    """Others right and wrong, this language right and wrong, at one score."""

    a: float = 0
    b: float = 0
    c: float = 0
    d: float = 0


def difficulty(answers: Iterable[Answered]) -> Ratio | NotComputable:
    """Return the share who were right, with Wilson's interval."""
    rows = list(answers)
    right = sum(each.people for each in rows if each.right)
    return share_of(right, sum(each.people for each in rows))


def discrimination(answers: Iterable[Answered]) -> float | None:
    """Return how being right here goes with the rest of the test, from -1 to 1.

    The correlation with the score without this question. None where all or nobody
    were right, or all had the same rest. Below nothing the key may be wrong.
    """
    rows = [(each.score - each.right, each.right, each.people) for each in answers]
    n = sum(people for _rest, _right, people in rows)
    if not n:
        return None
    rest = sum(rest * people for rest, _right, people in rows) / n
    share = sum(people for _rest, right, people in rows if right) / n
    spread = sum(people * (r - rest) ** 2 for r, _right, people in rows) / n
    if spread <= 0 or not 0 < share < 1:
        return None
    both = sum(people * (r - rest) * (right - share) for r, right, people in rows) / n
    return both / sqrt(spread * share * (1 - share))


def between_languages(
    answers: Iterable[Answered], language: str, *, level: float = LEVEL
) -> BetweenLanguages | NotComputable:
    """Return how much harder a question is in one language than in the others.

    N. Mantel and W. Haenszel, J. Natl. Cancer Inst. 22 (1959) 719-748, over people of
    equal score; interval by J. Robins, N. Breslow and S. Greenland, Biometrics 42
    (1986) 311-323; large and small as M. Zieky, Differential Item Functioning (1993)
    337-347: large where at least 1.5 and surely above 1.
    """
    rows = list(answers)
    here = sum(each.people for each in rows if each.language == language)
    others = sum(each.people for each in rows) - here
    if min(here, others) < FEWEST_PEOPLE:
        return NotComputable(why=Why.TOO_FEW, detail=(str(min(here, others)),))
    odds = _odds(_tables(rows, language))
    if odds is None:
        return NotComputable(why=Why.NOTHING_TO_COMPARE)
    middle, error = odds
    half = normal_quantile((1 + level) / 2) * error
    around = Interval(
        low=_DELTA * (middle + half), high=_DELTA * (middle - half), level=level
    )
    delta = _DELTA * middle
    return BetweenLanguages(
        language=language, delta=delta, interval=around, verdict=_verdict(delta, around)
    )


def _tables(rows: list[Answered], language: str) -> list[_Table]:
    tables: dict[int, _Table] = defaultdict(_Table)
    for each in rows:
        table = tables[each.score]
        if each.language == language:
            table.c, table.d = _added(table.c, table.d, each)
        else:
            table.a, table.b = _added(table.a, table.b, each)
    # A score that only one side reached compares nobody.
    return [t for t in tables.values() if t.a + t.b and t.c + t.d]


def _added(right: float, wrong: float, each: Answered) -> tuple[float, float]:
    return (right + each.people, wrong) if each.right else (right, wrong + each.people)


def _odds(tables: list[_Table]) -> tuple[float, float] | None:
    """Return the logarithm of the common odds ratio and its standard error."""
    tables = [t for t in tables if t.a + t.c and t.b + t.d]
    if not tables:
        return None
    r, s = _sums(tables)
    if not r or not s:
        # Half a person in each field, so that “none at all” is large and not endless.
        tables = [
            _Table(a=t.a + 0.5, b=t.b + 0.5, c=t.c + 0.5, d=t.d + 0.5) for t in tables
        ]
        r, s = _sums(tables)
    pr = ps_qr = qs = 0.0
    for t in tables:
        n = t.a + t.b + t.c + t.d
        p, q, rk, sk = (t.a + t.d) / n, (t.b + t.c) / n, t.a * t.d / n, t.b * t.c / n
        pr, ps_qr, qs = pr + p * rk, ps_qr + p * sk + q * rk, qs + q * sk
    variance = pr / (2 * r * r) + ps_qr / (2 * r * s) + qs / (2 * s * s)
    return log(r / s), sqrt(variance)


def _sums(tables: list[_Table]) -> tuple[float, float]:
    whole = [(t, t.a + t.b + t.c + t.d) for t in tables]
    return sum(t.a * t.d / n for t, n in whole), sum(t.b * t.c / n for t, n in whole)


def _verdict(delta: float, around: Interval) -> Harder:
    if delta <= -LARGE and around.high < -SMALL:
        return Harder.MUCH_HARDER
    if delta >= LARGE and around.low > SMALL:
        return Harder.MUCH_EASIER
    if delta <= -SMALL and around.high < 0:
        return Harder.HARDER
    if delta >= SMALL and around.low > 0:
        return Harder.EASIER
    return Harder.SAME
