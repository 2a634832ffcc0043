"""One figure as it is shown: its code, and what it is a share or a spread of."""

from __future__ import annotations

from dataclasses import dataclass

from payung.engines.dispatch import Share, Spread


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One figure by its code: a share, a spread, or a count; the others are None."""

    code: str
    share: Share | None = None
    spread: Spread | None = None
    count: int | None = None

    @property
    def value(self) -> float | None:
        """Return the figure itself: the share, the middle of a spread, or the count."""
        if self.share is not None:
            return self.share.value
        return self.spread.p50 if self.spread is not None else self.count
