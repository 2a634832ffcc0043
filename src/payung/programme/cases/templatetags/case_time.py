"""Say times in the zone of a case's place, and kinds of files: {% load case_time %}."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext as _

from payung.programme.cases.words.files import kind_label


register = template.Library()
# What the frame gives: payung.web.local_time.Local. The programme may not import it.
Local = Any


@register.simple_tag
def local_in(local: Local, zone: ZoneInfo) -> Local:
    """Return the reader's way of saying time, in another zone of the country."""
    return replace(local, zone=zone)


@register.filter
def file_kind(media: str) -> str:
    """Return what people call a kind of file."""
    return kind_label(media)


@register.filter
def left(length: timedelta, local: Local) -> str:
    """Return a length as people say it: minutes, then hours too, then days and hours.

    Its own sentences, because Babel has no word for "hour" in Nepali.
    """
    minutes = int(abs(length).total_seconds() // 60)
    parts = {
        "days": local.number(minutes // 1440),
        "hours": local.number(
            minutes // 60 if minutes < 2880 else minutes % 1440 // 60
        ),
        "minutes": local.number(minutes % 60 if minutes >= 120 else minutes),
    }
    if minutes < 120:
        return _("%(minutes)s min") % parts
    if minutes < 2880:
        return _("%(hours)s h %(minutes)s min") % parts
    return _("%(days)s days %(hours)s h") % parts


@register.filter
def day_and_time(moment: datetime, local: Local) -> str:
    """Return weekday, day in every calendar of the country, and the time of day."""
    return _("%(day)s, %(time)s") % {
        "day": local.weekday_and_day(moment),
        "time": local.spoken_time(moment),
    }
