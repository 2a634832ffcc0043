"""When somebody last wrote to us: some channels carry free text only shortly after."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from payung.programme.alerts.machine import MachineAsleep, address_token
from payung.programme.alerts.models import Way
from payung.programme.hotline.models import Contact, Said


def wrote_at(country: str, address: str) -> datetime | None:
    """Return when this address last wrote, answer or message; None if never known."""
    try:
        token = address_token(country, address)
    except MachineAsleep:
        return None
    moments = [
        Way.objects.filter(token=token).aggregate(at=Max("answered_at"))["at"],
        Contact.objects.filter(token=token).aggregate(at=Max("opened_at"))["at"],
        Said.objects.filter(contact__token=token).aggregate(at=Max("at"))["at"],
    ]
    return max((moment for moment in moments if moment is not None), default=None)
