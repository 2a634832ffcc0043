"""Who could do what she is planned for: the apps above know what a call needs."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from .models import DutyKind, RosterPeriod


ANSWERING = (DutyKind.HOTLINE, DutyKind.BACKUP)


def planned_in_vain(period: RosterPeriod, *, at: datetime) -> tuple[str, ...]:
    """Return who is planned here to answer calls and could open none, by handle.

    Whom the line's team has let in stands in a function that the settings name; it
    returns None where no line is open.
    """
    openers = import_string(settings.WHO_CAN_OPEN_CALLS)(period.country)
    if openers is None:
        return ()
    planned = period.shifts.filter(duty__in=ANSWERING, ends_at__gt=at)
    return tuple(
        sorted(set(planned.values_list("person__handle", flat=True)) - openers)
    )
