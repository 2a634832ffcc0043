"""What hangs on the key of a place: its name, its risks, its warnings, its sketch."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, File, Holding

from .models import Venue
from .venues import NAME, RISK, alert_field


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is no place's."""
    venue = Venue.objects.filter(record=record).first()
    if venue is None:
        return None
    warnings = (
        Field(row=alert, column="words", name=alert_field(alert.pk))
        for alert in venue.alerts.all()
    )
    own = (
        Field(row=venue, column="name", name=NAME),
        Field(row=venue, column="risk", name=RISK),
    )
    files = (File(row=venue, column="sketch"),) if venue.sketch else ()
    return Holding(fields=(*own, *warnings), files=files)
