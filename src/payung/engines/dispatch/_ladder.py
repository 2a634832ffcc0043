"""Who is tried, in which order and for how long; the last rungs come round for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Priority(StrEnum):
    """A: violence now or an arrest going on; D: a question that can wait."""

    A = "a"
    B = "b"
    C = "c"
    D = "d"


class Group(StrEnum):
    """Who is asked; the roster says who that is at the moment."""

    PRIMARY = "primary"
    BACKUP = "backup"
    RING_GROUP = "ring_group"
    NEARBY = "nearby"  # all on call, and active paralegals of the area
    COORDINATOR = "coordinator"
    REGIONAL = "regional"
    PANEL = "panel"


class LadderDoesNotHold(ValueError):
    """A ladder that would leave somebody unasked or ask again at once for ever."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rung:
    """One more group begins to ring; those before it go on ringing."""

    adds: Group
    wait: int


def _spans(a: int, b: int, c: int, d: int) -> Mapping[Priority, int]:
    return MappingProxyType(dict(zip(Priority, (a, b, c, d), strict=True)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Ladder:
    """Rungs from 1; after the last comes `again_from`, for ever. Waits in seconds.

    Defaults: programme design, section e.4. The call-back waits of C and D and the
    hand-over wait are ours. Raise LadderDoesNotHold for a ladder that could stop.
    """

    rungs: tuple[Rung, ...]
    again_from: int = 4
    all_from: int = 4
    second: int = 2
    before_ringing: int = 5
    hand_over: int = 300
    call_back_tries: int = 3
    rounds: Mapping[Priority, int] = field(
        default_factory=lambda: _spans(60, 300, 300, 1800)
    )
    check_ins: Mapping[Priority, int] = field(
        default_factory=lambda: _spans(900, 3600, 14400, 14400)
    )
    call_backs: Mapping[Priority, int] = field(
        default_factory=lambda: _spans(300, 300, 1800, 1800)
    )

    def __post_init__(self) -> None:
        """Refuse a ladder that could stop or spin."""
        last = len(self.rungs)
        starts = (self.again_from, self.all_from, self.second)
        if not all(1 <= start <= last for start in starts):
            raise LadderDoesNotHold(f"Every start must be a rung from 1 to {last}.")
        waits = [rung.wait for rung in self.rungs]
        spans = [*self.rounds.values(), *self.check_ins.values()]
        spans += [*self.call_backs.values(), self.before_ringing, self.hand_over]
        if min([*waits, *spans]) < 1:
            raise LadderDoesNotHold("Every wait must be at least one second.")

    @property
    def last(self) -> int:
        """Return the number of the last rung."""
        return len(self.rungs)

    def after(self, rung: int) -> int:
        """Return the rung that follows; there always is one."""
        return rung + 1 if rung < self.last else self.again_from

    def ringing_on(self, rung: int) -> tuple[Group, ...]:
        """Return every group that rings on this rung: nobody stops ringing."""
        return tuple(each.adds for each in self.rungs[:rung])

    def wait(self, rung: int, priority: Priority) -> timedelta:
        """Return how long this rung rings; the last fills up a whole round."""
        if rung < self.last:
            return timedelta(seconds=self.rungs[rung - 1].wait)
        spent = sum(each.wait for each in self.rungs[self.again_from - 1 : -1])
        rest = max(self.rounds[priority] - spent, self.rungs[-1].wait)
        return timedelta(seconds=rest)

    def check_in(self, priority: Priority) -> timedelta:
        """Return how long an owner may be silent."""
        return timedelta(seconds=self.check_ins[priority])

    def call_back(self, priority: Priority) -> timedelta:
        """Return how soon somebody who rang off is called back."""
        return timedelta(seconds=self.call_backs[priority])


LADDER = Ladder(
    rungs=(
        Rung(adds=Group.PRIMARY, wait=18),
        Rung(adds=Group.BACKUP, wait=18),
        Rung(adds=Group.RING_GROUP, wait=25),
        Rung(adds=Group.NEARBY, wait=25),
        Rung(adds=Group.COORDINATOR, wait=25),
        Rung(adds=Group.REGIONAL, wait=10),
    )
)
