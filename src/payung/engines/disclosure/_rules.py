"""What may be shown to whom: thresholds as data, chosen by people, not by code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """Who a release is for; kept inside it so that a page can refuse the wrong one."""

    POLICE = "police"
    PARTNER = "partner"
    PUBLIC = "public"
    HUB = "hub"
    OWN_TEAM = "own_team"


class Zeros(StrEnum):
    """How a count of nought is treated; it decides what an intruder may assume."""

    # Every nought is printed, so whatever is hidden is known to be at least one.
    SHOWN = "shown"
    # A nought may be hidden to shield another cell.
    MAY_BE_HIDDEN = "may_be_hidden"
    # "Nobody reported here" is itself unsafe to say.
    UNSAFE = "unsafe"


class Reason(StrEnum):
    """Why a cell is hidden."""

    TOO_FEW = "too_few"
    FEW_SOURCES = "few_sources"
    WOULD_GIVE_AWAY = "would_give_away"
    # Outside the own team the reasons are merged: "too few" would itself say
    # that the count is below the smallest one shown.
    PROTECTED = "protected"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """The rules of one release.

    smallest: the smallest count that may be shown (3 or more).
    width: an intruder's range for a hidden cell spans at least this many units.
    dominance: (n, k): unsafe where the n largest sources give over k per cent.
    p_percent: unsafe where the second largest source can guess the largest this well.
    rounding: shown counts are rounded to multiples of this.
    """

    audience: Audience
    smallest: int = 5
    width: int = 3
    zeros: Zeros = Zeros.SHOWN
    dominance: tuple[int, int] | None = None
    p_percent: int | None = None
    rounding: int | None = None

    def __post_init__(self) -> None:
        """Raise ValueError with a remedy where a rule would protect nobody."""
        if self.smallest < 3:
            raise ValueError("The smallest count shown must be 3 or more.")
        if self.width < 2:
            raise ValueError("The width must be 2 or more: 1 leaves two guesses.")
        if self.rounding is not None and self.rounding < 2:
            raise ValueError("Round to 2 or more, or leave rounding out.")
        if self.dominance and not (
            self.dominance[0] >= 1 and 0 < self.dominance[1] < 100
        ):
            raise ValueError("Dominance is (sources, per cent), such as (1, 75).")
        if self.p_percent is not None and not 0 < self.p_percent <= 100:
            raise ValueError("The per cent of p_percent lies between 1 and 100.")
