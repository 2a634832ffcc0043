"""One way to divide an indicator, and how its counts hang together with the whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from payung.engines.indicators import Total, Value, Verdict
from payung.programme.objectives.queries.scope import Scope


# What stands where a row says nothing.
NOT_SAID = "not_said"
# Six hours each; by the country's wall clock.
BANDS = ("h00", "h06", "h12", "h18")
_BAND_HOURS = 6

Divided = Mapping[str, Value]


class Of(StrEnum):
    """What the counts of the categories add up to.

    `OTHER`: counts of another thing, such as services beside visits; they are a table of
    their own. `OVERLAP`: one person or case may stand in several categories. Such counts
    are for the own team alone: with the whole beside them they would tell of the rest.
    """

    WHOLE = "whole"
    PART = "part"
    REST = "rest"
    OTHER = "other"
    OVERLAP = "overlap"


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """An axis by its name in the reference sheet, and the query that divides by it."""

    name: str
    ask: Callable[[Scope], Divided]
    of: Of = Of.WHOLE


def totals(counted: Mapping[str, int] | Iterable[str]) -> dict[str, Total]:
    """Return counts as values; nothing where nothing was counted."""
    found = Counter(counted)
    return {said(code): Total(count=n) for code, n in sorted(found.items()) if n}


def verdicts_by(
    rows: Iterable[tuple[str, Verdict]],
    rule: Callable[[Mapping[Verdict, int]], Value],
) -> dict[str, Value]:
    """Return a rule applied to the verdicts of each category."""
    found: dict[str, Counter[Verdict]] = defaultdict(Counter)
    for category, verdict in rows:
        found[said(category)][verdict] += 1
    return {category: rule(found[category]) for category in sorted(found)}


def shares_by(
    rows: Iterable[tuple[str, bool]], rule: Callable[[int, int], Value]
) -> dict[str, Value]:
    """Return a rule applied to the part and the whole of each category."""
    whole: Counter[str] = Counter()
    part: Counter[str] = Counter()
    for category, is_part in rows:
        whole[said(category)] += 1
        part[said(category)] += is_part
    return {
        category: rule(part[category], whole[category]) for category in sorted(whole)
    }


def said(category: str | None) -> str:
    """Return a category as it is stored: a comma or a sign of equality would break it."""
    return (category or NOT_SAID).replace(",", " ").replace("=", " ")


def band_of(moment: datetime, scope: Scope) -> str:
    """Return which quarter of the day a moment is in, by the country's wall clock."""
    return BANDS[moment.astimezone(scope.zone).hour // _BAND_HOURS]
