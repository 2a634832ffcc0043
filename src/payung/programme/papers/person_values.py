"""What names her in a paper: opened from what she allowed, for this paper only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from payung.engines.packs import Paper
from payung.programme.cases.models import Case
from payung.programme.consents.details import details_of, kept
from payung.programme.consents.models import Detail, Purpose
from payung.programme.consents.opening import is_open, opened
from payung.programme.consents.permits import Permit
from payung.programme.people.actors import Actor


def permits_for(
    *, actor: Actor, case: Case, paper: Paper, at: datetime
) -> tuple[Permit, ...]:
    """Return the Permit of the paper's purpose, and that of her name if it is open.

    Raises NotOpened where she has not allowed the purpose, took it back, or it ended.
    """
    own = opened(actor=actor, case=case, purpose=Purpose(paper.purpose), at=at)
    if own.purpose is Purpose.IDENTITY or not is_open(case, Purpose.IDENTITY, at=at):
        return (own,)
    return (own, opened(actor=actor, case=case, purpose=Purpose.IDENTITY, at=at))


def person_values(permits: tuple[Permit, ...]) -> dict[str, str]:
    """Return what names her, by field; what lies under the first Permit counts first."""
    found: dict[str, str] = {}
    for permit in permits:
        for detail, text in details_of(permit).items():
            found.setdefault(detail.value, text)
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowed:
    """Which purposes are open now, and which details lie under each; nothing opened."""

    kept: Mapping[Purpose, frozenset[Detail]]

    def is_open(self, paper: Paper) -> bool:
        """Return whether a paper can be made now."""
        return Purpose(paper.purpose) in self.kept

    def has(self, paper: Paper) -> frozenset[Detail]:
        """Return which details a paper would have."""
        none: frozenset[Detail] = frozenset()
        own = self.kept.get(Purpose(paper.purpose), none)
        return own | self.kept.get(Purpose.IDENTITY, none)


def allowed_for(case: Case, papers: Iterable[Paper], *, at: datetime) -> Allowed:
    """Return what is allowed of what these papers need; opens nothing."""
    asked = {Purpose(paper.purpose) for paper in papers} | {Purpose.IDENTITY}
    return Allowed(
        kept={
            purpose: frozenset(kept(case, purpose))
            for purpose in asked
            if is_open(case, purpose, at=at)
        }
    )
