"""Figures of the roster: was somebody named, and did her phone answer?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ._figures import Share
from ._reachable import LAPSE
from ._spans import Span, joined, minutes_of, within


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Somebody stood in for one duty; a fallback is who the empty roster falls to."""

    person: str
    span: Span
    confirmed: bool = True
    fallback: bool = False


def roster_cover(standing: Iterable[Standing], *, promised: Sequence[Span]) -> Share:
    """Return R_COVER: minutes with somebody named and confirmed, of those promised.

    Once for those who answer calls and once for their backup. A fallback is nobody who
    was named for it: she is there always, and would hide every hole.
    """
    return _cover((each.span for each in standing if _is_named(each)), promised)


def attorney_cover(standing: Iterable[Standing], *, period: Span) -> Share:
    """Return R_ATTY: as R_COVER for attorneys, of all minutes there are."""
    return roster_cover(standing, promised=(period,))


def fallback_stretches(
    standing: Iterable[Standing], *, period: Span
) -> tuple[Standing, ...]:
    """Return, with R_ATTY, each stretch of the period that was left to a fallback."""
    return tuple(
        Standing(person=each.person, span=part, fallback=True)
        for each in standing
        if each.fallback
        for part in within([each.span], period)
    )


def proven_reach(
    standing: Iterable[Standing],
    *,
    proofs: Mapping[str, Sequence[datetime]],
    lapse: timedelta = LAPSE,
) -> Share:
    """Return R_REACH: minutes on duty in which her phone was proven, of all on duty.

    Each person's minutes count. `proofs` holds the moments at which a phone answered.
    """
    duty: dict[str, list[Span]] = {}
    for each in standing:
        duty.setdefault(each.person, []).append(each.span)
    shares = [
        _cover((Span(start=p, end=p + lapse) for p in proofs.get(person, ())), spans)
        for person, spans in duty.items()
    ]
    return Share(
        numerator=sum(share.numerator for share in shares),
        denominator=sum(share.denominator for share in shares),
    )


def _is_named(standing: Standing) -> bool:
    named = standing.confirmed and bool(standing.person)
    return named and not standing.fallback


def _cover(spans: Iterable[Span], wanted: Sequence[Span]) -> Share:
    there = joined(spans)
    kept = [part for whole in joined(wanted) for part in within(there, whole)]
    return Share(numerator=minutes_of(kept), denominator=minutes_of(wanted))
