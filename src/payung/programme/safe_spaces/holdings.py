"""What hangs on the key of a room or of an incident: where it is, what happened."""

from __future__ import annotations

from uuid import UUID

from payung.programme.people.holdings import Field, Holding

from .incidents import WORDS
from .models import HouseRuleIncident, Site
from .sites import ADDRESS


def holding_of(record: UUID) -> Holding | None:
    """Return what hangs on this record's key, or None where it is not ours."""
    site = Site.objects.filter(record=record).first()
    if site is not None:
        return Holding(fields=(Field(row=site, column="address", name=ADDRESS),))
    incident = HouseRuleIncident.objects.filter(record=record).first()
    if incident is not None:
        return Holding(fields=(Field(row=incident, column="words", name=WORDS),))
    return None
