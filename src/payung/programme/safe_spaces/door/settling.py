"""What became of a day follows from what was tapped on it."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Min

from payung.programme.safe_spaces.codes import Status, Word
from payung.programme.safe_spaces.models import (
    DoorWord,
    OpeningDay,
    ServiceGiven,
    Site,
    Visit,
)


def settle_day(site: Site, day: date, *, keyholder: int | None = None) -> None:
    """Let a day follow its taps, unless somebody has said how it went.

    Whoever came found an open door, so a visit opens the day by itself. Closed as well
    as visited is partly open, in whichever order the two arrived.
    """
    row = OpeningDay.objects.filter(site=site, day=day).first()
    if row is not None and row.said:
        return
    opened_at = _opened_at(site, day)
    closing = _counting(DoorWord, site, day).filter(word=Word.CLOSE)
    last = closing.order_by("tapped_at", "pk").last()
    if opened_at is None and last is None:
        if row is not None:
            row.delete()
        return
    row = row or OpeningDay(site=site, day=day, keyholder_id=keyholder)
    row.status = _status(opened_at, last)
    row.reason = last.reason if last else ""
    row.opened_at = opened_at
    row.closed_at = last.tapped_at if last else None
    row.save()


def _status(opened_at: datetime | None, last: DoorWord | None) -> Status:
    if last is None:
        return Status.OPEN
    return Status.CLOSED if opened_at is None else Status.PARTLY


def _opened_at(site: Site, day: date) -> datetime | None:
    """Return the first moment that proves an open door, or None."""
    words = _counting(DoorWord, site, day).filter(word=Word.OPEN)
    rows = (_counting(Visit, site, day), _counting(ServiceGiven, site, day), words)
    firsts = [one.aggregate(first=Min("tapped_at"))["first"] for one in rows]
    return min((first for first in firsts if first is not None), default=None)


def _counting(model: type, site: Site, day: date):  # type: ignore[no-untyped-def]
    return model.objects.filter(site=site, day=day, taken_back=False)  # type: ignore[attr-defined]


def closed_now(site: Site, day: date) -> DoorWord | None:
    """Return the closing after which nobody said that it is open again, or None."""
    words = _counting(DoorWord, site, day)
    last: DoorWord | None = words.order_by("tapped_at", "pk").last()
    return last if last is not None and last.word == Word.CLOSE else None
