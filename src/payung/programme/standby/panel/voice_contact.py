"""How soon an attorney spoke: from the call for help to "spoke", within 45 minutes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from payung.engines.dispatch import AlertEvent, Detained, Share, attorney_in_time
from payung.programme.places.packs import pack_of
from payung.programme.standby.models import AlertEnding, AttorneyAlert


TARGET = timedelta(minutes=45)
# How these ended says that no attorney was wanted.
NOT_WANTED = (AlertEnding.NOT_WANTED, AlertEnding.MISTAKE)
MONTHS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceContact:
    """One alert against the target. `took` is None while nobody has spoken.

    `in_time` is None while the target can still be met, and where none was wanted.
    """

    target_at: datetime
    spoke_at: datetime | None
    took: timedelta | None
    in_time: bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """One local month: in how many alerts of how many an attorney spoke in time."""

    first: date
    share: Share


def voice_contact(alert: AttorneyAlert, *, at: datetime) -> VoiceContact:
    """Return how soon an attorney spoke, or until when she should."""
    target_at, spoke_at = alert.raised_at + TARGET, _spoke_at(alert)
    wanted = alert.reason not in NOT_WANTED
    late = wanted and (at > target_at or alert.reason != "")
    return VoiceContact(
        target_at=target_at,
        spoke_at=spoke_at,
        took=spoke_at - alert.raised_at if spoke_at else None,
        in_time=spoke_at <= target_at if spoke_at else (False if late else None),
    )


def voice_by_month(country: str, *, at: datetime) -> tuple[Month, ...]:
    """Return D_ATTY of the last six local months, the newest first, the quiet left out.

    An alert counts in the month in which it was raised, once its target has passed.
    """
    zone = pack_of(country).zone()
    since = _months_back(at.astimezone(zone).date().replace(day=1))
    begins = datetime.combine(since, time(), tzinfo=zone)
    rows = AttorneyAlert.objects.filter(
        country=country, raised_at__gte=begins, raised_at__lte=at - TARGET
    )
    months: dict[date, list[Detained]] = {}
    for row in rows.prefetch_related("events"):
        first = row.raised_at.astimezone(zone).date().replace(day=1)
        months.setdefault(first, []).append(_detained(row))
    return tuple(
        Month(first=first, share=attorney_in_time(months[first]))
        for first in sorted(months, reverse=True)
    )


def _detained(row: AttorneyAlert) -> Detained:
    return Detained(
        known_at=row.raised_at,
        spoke_at=_spoke_at(row),
        wanted=row.reason not in NOT_WANTED,
    )


def _spoke_at(row: AttorneyAlert) -> datetime | None:
    return _first(event.at for event in row.events.all() if event.event == _SPOKE)


def _first(moments: Iterable[datetime]) -> datetime | None:
    return min(moments, default=None)


def _months_back(first: date) -> date:
    month = first.year * 12 + first.month - 1 - (MONTHS - 1)
    return date(month // 12, month % 12 + 1, 1)


_SPOKE = AlertEvent.SPOKE.value
