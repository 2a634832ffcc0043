"""End the search for somebody who goes instead, and let nothing ring for it any more."""

from __future__ import annotations

from datetime import datetime

from payung.engines.dispatch import AlertEvent, AlertState, News
from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Saying
from payung.programme.people.models import Person
from payung.programme.standby.alerts import alert_happened
from payung.programme.standby.models import AlertEnding, AttorneyAlert

from .models import Hearing, Substitute


def end_substitutes(
    hearing: Hearing, *, at: datetime, taken_by: Person | None = None
) -> None:
    """End the open search of a date; call it with the date locked."""
    for row in hearing.substitutes.filter(ended_at=None):
        row.ended_at, row.due_at, row.taken_by = at, None, taken_by
        row.save(update_fields=["ended_at", "due_at", "taken_by"])
        drop(about=about_of(row), at=at)
        _close_alert(row, taken_by, at)
        if taken_by is not None:
            _tell_asker(row, at)


def about_of(row: Substitute) -> str:
    """Return by what the messages and the alert of a search are found again."""
    return f"date-{row.pk.hex}"


def _tell_asker(row: Substitute, at: datetime) -> None:
    """Let whoever asked know that there is news; the page says who goes."""
    tell(
        country=row.hearing.proceeding.case.country,
        handles=[row.asked_by.handle],
        saying=Saying.LOOK,
        about=f"day-{row.hearing_id.hex}",
        key=f"{row.pk.hex}:found",
        at=at,
    )


def _close_alert(row: Substitute, taken_by: Person | None, at: datetime) -> None:
    """Close the alert of a search that is over; it would ring on."""
    open_ones = AttorneyAlert.objects.filter(reference=row.alert)
    if not open_ones.exclude(state=AlertState.CLOSED).exists():
        return
    person = taken_by or row.asked_by
    reason = AlertEnding.SPOKEN if taken_by else AlertEnding.NOT_WANTED
    news = News(
        event=AlertEvent.CLOSED, person=person.handle, at=at, reason=reason.value
    )
    alert_happened(reference=row.alert, news=news)
