"""Figures of those who go out, of attorneys, of check-ins and of drills."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from ._contact import Channel
from ._figures import Share, Spread, share_of, span_in, spread_of


MINUTE = timedelta(minutes=1)
SCENE_WITHIN, ATTORNEY_WITHIN = timedelta(minutes=60), timedelta(minutes=45)
TOLD_WITHIN = timedelta(minutes=5)

_LIVE, _ANSWERED_LATER = timedelta(seconds=60), timedelta(minutes=15)
DRILL_WITHIN: Mapping[Channel, timedelta] = MappingProxyType(
    {
        channel: _LIVE if channel is Channel.CALL else _ANSWERED_LATER
        for channel in Channel
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispatched:
    """Somebody was needed; `accepted_at` is the first confirmed yes of a named person.

    `field` is false where everything was done by telephone.
    """

    needed_at: datetime
    accepted_at: datetime | None = None
    on_scene_at: datetime | None = None
    field: bool = True
    urban: bool = True
    drill: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Detained:
    """A detention we knew of; `spoke_at`: an attorney, with the person or the officer.

    `wanted` is false where the person wanted no attorney.
    """

    known_at: datetime
    spoke_at: datetime | None = None
    wanted: bool = True
    drill: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckInDue:
    """A check-in that somebody in the field owed, and what came of it."""

    due_at: datetime
    made_at: datetime | None = None
    escalated_at: datetime | None = None
    drill: bool = False

    @property
    def is_on_time(self) -> bool:
        """Return whether it was made when it was due, or before."""
        return self.made_at is not None and self.made_at <= self.due_at

    @property
    def is_silence(self) -> bool:
        """Return whether nothing was heard for so long that somebody must be told."""
        last = self.due_at + TOLD_WITHIN
        return self.made_at is None or self.made_at > last


@dataclass(frozen=True, kw_only=True, slots=True)
class DrillResult:
    """A test contact; `answered_at`: a person of ours spoke, or wrote, to the end."""

    sent_at: datetime
    channel: Channel
    answered_at: datetime | None = None
    announced: bool = False


def time_to_accept(dispatches: Iterable[Dispatched]) -> Spread:
    """Return D_ACCEPT: minutes from the need to the first confirmed yes."""
    real = (each for each in dispatches if not each.drill)
    return spread_of(span_in(MINUTE, each.needed_at, each.accepted_at) for each in real)


def time_to_scene(dispatches: Iterable[Dispatched]) -> Spread:
    """Return D_SCENE: minutes from yes to being there; nobody came is infinity."""
    return spread_of(
        span_in(MINUTE, each.accepted_at, each.on_scene_at)
        for each in _went_out(dispatches)
    )


def scene_in_time(dispatches: Iterable[Dispatched]) -> Share:
    """Return, with D_SCENE, those in town where somebody was there within the hour."""
    return share_of(
        span_in(SCENE_WITHIN, each.accepted_at, each.on_scene_at) <= 1
        for each in _went_out(dispatches)
        if each.urban
    )


def attorney_in_time(detentions: Iterable[Detained]) -> Share:
    """Return D_ATTY: detentions in which an attorney spoke within 45 minutes.

    Of those in which one was wanted.
    """
    return share_of(
        span_in(ATTORNEY_WITHIN, each.known_at, each.spoke_at) <= 1
        for each in detentions
        if each.wanted and not each.drill
    )


def check_ins_kept(check_ins: Iterable[CheckInDue]) -> Share:
    """Return D_SAFE: check-ins made on time, of those that were due."""
    return share_of(each.is_on_time for each in check_ins if not each.drill)


def silences_told(check_ins: Iterable[CheckInDue]) -> Share:
    """Return, with D_SAFE, the silences that were escalated within five minutes."""
    silences = (each for each in check_ins if each.is_silence and not each.drill)
    return share_of(
        span_in(TOLD_WITHIN, each.due_at, each.escalated_at) <= 1 for each in silences
    )


def drills_passed(
    drills: Iterable[DrillResult], *, within: Mapping[Channel, timedelta] = DRILL_WITHIN
) -> Share:
    """Return DRILL: unannounced test contacts that were answered as promised.

    A live call within a minute, everything else within a quarter of an hour.
    """
    return share_of(
        span_in(within[each.channel], each.sent_at, each.answered_at) <= 1
        for each in drills
        if not each.announced
    )


def _went_out(dispatches: Iterable[Dispatched]) -> list[Dispatched]:
    return [each for each in dispatches if each.field and not each.drill]
