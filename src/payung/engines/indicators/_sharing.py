"""What countries learned from one another, and what was carried on elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ._counting import mean_between, ratio_of, share_of, unless_few
from ._values import CountsDisagree, Left, Mean, NotComputable, Ratio, Total, left


LEAST_RATINGS = 3
# A rating is one to five stars.
LOWEST, HIGHEST = 1, 5
TEMPLATE = frozenset({"context", "change", "evidence", "cost", "risk"})
USED_WITHIN_MONTHS = 6
SUSTAINED_MONTHS = 12


class Rating(StrEnum):
    """What an assessment came to."""

    READY = "ready"
    READY_WITH_ADAPTATION = "ready_with_adaptation"
    NOT_READY = "not_ready"


@dataclass(frozen=True, kw_only=True, slots=True)
class Assessment:
    """Whether a practice fits a place; `open_blockers` are dangers left unsolved."""

    rating: Rating
    open_blockers: int = 0

    @property
    def is_ready(self) -> bool:
        """Return whether it may be begun; one open danger outweighs any rating."""
        return self.rating is not Rating.NOT_READY and self.open_blockers == 0


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = place // 12, place % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("Every month has 28 days.")


def exchange_counts(*, countries: Collection[str], held: bool) -> bool:
    """Return whether an exchange counts: held, between at least two countries."""
    return held and len(set(countries)) >= 2


def peer_exch(*, held: int, planned: int) -> Ratio | NotComputable:
    """Return PEER_EXCH: exchanges held over those planned."""
    return ratio_of(held, planned)


def lesson_counts(*, written: Collection[str], cleared: bool) -> bool:
    """Return whether a lesson says all it must and passed the disclosure review."""
    return cleared and set(written) >= TEMPLATE


def lesson_pub(*, published: int) -> Total:
    """Return LESSON_PUB: lessons published with evidence."""
    return Total(count=published)


def tool_useful(ratings: Mapping[float, int]) -> Mean | NotComputable:
    """Return TOOL_USEFUL from {rating: how many}; hidden below three ratings."""
    for rating in ratings:
        if not LOWEST <= rating <= HIGHEST:
            raise CountsDisagree(f"{rating:g} is no rating: they go from 1 to 5.")
    return unless_few(mean_between(ratings, (LOWEST, HIGHEST)), LEAST_RATINGS)


def used_in_time(*, shared_on: date, used_on: date | None) -> bool:
    """Return whether another country used a tool within six months of its sharing."""
    return used_on is not None and used_on <= months_later(
        shared_on, USED_WITHIN_MONTHS
    )


def is_old_enough(*, begun_on: date, months: int, on: date) -> bool:
    """Return whether so many months have passed, so that it can be judged."""
    return months_later(begun_on, months) <= on


def tool_used(*, used: int, shared: int) -> Ratio | NotComputable:
    """Return TOOL_USED: of the tools shared at least six months ago."""
    return share_of(used, shared)


def lesson_acted(*, acted_on: int, published: int) -> Ratio | NotComputable:
    """Return LESSON_ACTED: of the lessons published at least six months ago."""
    return share_of(acted_on, published)


def rep_assess(*, completed: int, planned: int) -> Ratio | NotComputable:
    """Return REP_ASSESS: assessments completed over those planned."""
    return ratio_of(completed, planned)


def rep_ready(assessments: Collection[Assessment]) -> Ratio | NotComputable:
    """Return REP_READY: ready assessments without open danger, of those completed."""
    return share_of(sum(each.is_ready for each in assessments), len(assessments))


def rep_adopt(*, begun: int, ready: int) -> Ratio | NotComputable:
    """Return REP_ADOPT: adoptions with plan, owner and start, over ready assessments."""
    return ratio_of(begun, ready)


def rep_fidel(
    *, present: int, defined: int, not_looked_at: int = 0
) -> Ratio | NotComputable:
    """Return REP_FIDEL: core components there after six months, of those defined.

    `not_looked_at` adoptions stand in it with no component present, and are said:
    otherwise nobody would look where things stand badly.
    """
    unseen = left(Left.NOT_WRITTEN_DOWN, not_looked_at)
    return share_of(present, defined, unseen)


def rep_sust(
    *, sustained: int, old_enough: int, not_looked_at: int = 0
) -> Ratio | NotComputable:
    """Return REP_SUST: running at twelve months without staff of the origin country.

    `not_looked_at` adoptions stand in it as not sustained, and are said.
    """
    unseen = left(Left.NOT_WRITTEN_DOWN, not_looked_at)
    return share_of(sustained, old_enough, unseen)
