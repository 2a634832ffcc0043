"""What is due once per site and month: lawyer meetings and focus groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ._counting import share_of
from ._periods import Period
from ._values import NotComputable, Ratio


SiteMonth = tuple[str, Period]


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupHeld:
    """A focus group that met; `came` people, of whom `quorum` were needed."""

    site: str
    month: Period
    came: int
    quorum: int
    led_by_community: bool

    @property
    def counts(self) -> bool:
        """Return whether it counts as held."""
        return self.came >= self.quorum and self.led_by_community


def law_meet(
    *, held: Iterable[SiteMonth], due: Collection[SiteMonth]
) -> Ratio | NotComputable:
    """Return LAW_MEET: site-months with a lawyer meeting, of those in which one was due."""
    return _kept(held, due)


def questions_answered(*, answered: int, asked: int) -> Ratio | NotComputable:
    """Return, with LAW_MEET, the questions that were answered and not carried over."""
    return share_of(answered, asked)


def fgd_held(
    *, groups: Iterable[GroupHeld], due: Collection[SiteMonth]
) -> Ratio | NotComputable:
    """Return FGD_HELD: site-months with a group of quorum, led by the community."""
    return _kept(((each.site, each.month) for each in groups if each.counts), due)


def _kept(
    held: Iterable[SiteMonth], due: Collection[SiteMonth]
) -> Ratio | NotComputable:
    # Twice in May is once in May: a set, and what was not due makes up for nothing.
    promised = set(due)
    return share_of(len(promised & set(held)), len(promised))
