"""Say at the start, months before, that the Nepali dates of papers come to their end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register  # noqa: A004

from payung.engines.clocks.calendars import last_sure_day
from payung.programme.papers.said_days import BIKRAM_SAMBAT
from payung.programme.places.packs import pack_of


# The official calendar of a year is printed about this long before it begins.
BEFORE = timedelta(days=183)


@register("payung")
def second_calendar(app_configs: Any = None, **_named: Any) -> list[CheckMessage]:
    """Where a country has a second calendar, its dates are sure for some time to come."""
    calendars = {pack_of(code).calendar for code in settings.COUNTRY_CODES}
    if BIKRAM_SAMBAT not in calendars:
        return []
    return nepali_dates_end(datetime.now(UTC).date())


def nepali_dates_end(today: date) -> list[CheckMessage]:
    """Return a warning from half a year before the last sure day on, or nothing."""
    last = last_sure_day()
    if today < last - BEFORE:
        return []
    return [
        Warning(
            f"After {last:%d %B %Y} published Bikram Sambat calendars disagree. Papers "
            "for a court then have a line to write the Nepali date on by hand.",
            hint="Compare the official calendar of the next year, and raise "
            "LAST_SURE_YEAR: see docs/reference/papers.md.",
            id="payung.W010",
        )
    ]
