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
from payung.programme.safe_spaces.of_the_plan import follow, let_go


def settle_day(
    site: Site, day: date, *, at: datetime, keyholder: int | None = None
) -> None:
    """Let a day follow its taps, unless somebody has said how it went.

    Whoever came found an open door, so a visit opens the day by itself. Closed as well
    as visited is partly open, in whichever order the two arrived. What was written down
    afterwards opens it too, but does not say from when on.
    """
    row = OpeningDay.objects.filter(site=site, day=day).first()
    if row is not None and row.said:
        return
    opened_at = _opened_at(site, day)
    opened = opened_at is not None or _was_written_down(site, day)
    closing = _counting(DoorWord, site, day).filter(word=Word.CLOSE)
    last = closing.order_by("tapped_at", "pk").last()
    if not opened and last is None:
        if row is not None:
            let_go(row, at=at)
            row.delete()
        return
    row = row or OpeningDay(site=site, day=day, keyholder_id=keyholder)
    row.status = _status(opened, last)
    row.reason = last.reason if last else ""
    row.opened_at = opened_at
    row.closed_at = last.tapped_at if last else None
    row.save()
    follow(row, at=at)


def _status(opened: bool, last: DoorWord | None) -> Status:
    if last is None:
        return Status.OPEN
    return Status.PARTLY if opened else Status.CLOSED


def _was_written_down(site: Site, day: date) -> bool:
    return any(
        _counting(model, site, day).filter(afterwards=True).exists()
        for model in (Visit, ServiceGiven)
    )


def _opened_at(site: Site, day: date) -> datetime | None:
    """Return the first moment that proves an open door, or None."""
    words = _counting(DoorWord, site, day).filter(word=Word.OPEN)
    at_once = (
        _counting(model, site, day).filter(afterwards=False)
        for model in (Visit, ServiceGiven)
    )
    rows = (*at_once, words)
    firsts = [one.aggregate(first=Min("tapped_at"))["first"] for one in rows]
    return min((first for first in firsts if first is not None), default=None)


def _counting(model: type, site: Site, day: date):  # type: ignore[no-untyped-def]
    return model.objects.filter(site=site, day=day, taken_back=False)  # type: ignore[attr-defined]


def closed_now(site: Site, day: date) -> DoorWord | None:
    """Return the closing after which nobody said that it is open again, or None."""
    words = _counting(DoorWord, site, day)
    last: DoorWord | None = words.order_by("tapped_at", "pk").last()
    return last if last is not None and last.word == Word.CLOSE else None
