"""Tags for icons and for time: {% load frame %}."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from payung.web.local_time import Local


register = template.Library()
SPRITE = Path(__file__).parents[1] / "static/icons/sprite.svg"


class NoSuchIcon(LookupError):
    """The sprite has no icon of this name; tools/build_icons.py lists them."""


@cache
def icon_names() -> frozenset[str]:
    """Return the names of the icons in the sprite."""
    return frozenset(re.findall(r'id="([a-z-]+)"', SPRITE.read_text()))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return one icon of the sprite, silent for screen readers."""
    return _drawn(name, static("icons/sprite.svg"))


@lru_cache(maxsize=256)
def _drawn(name: str, sprite: str) -> SafeString:
    if name not in icon_names():
        raise NoSuchIcon(name)
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        sprite,
        name,
    )


@register.filter
def day(value: date | datetime, local: Local) -> str:
    """Return a short day: {{ note.happened_on|day:local }}."""
    return local.day(value)


@register.filter
def who(handle: str) -> str:
    """Return who did something; what the program does by itself has no name."""
    return _("by itself") if handle.startswith("(") else handle


@register.filter
def month_and_year(value: date, local: Local) -> str:
    """Return a month with its year: {{ row.month|month_and_year:local }}."""
    return local.month_and_year(value)


@register.filter
def day_and_year(value: date | datetime, local: Local) -> str:
    """Return a day with its year, in both calendars where there are two."""
    return local.day_and_year(value)


@register.filter
def weekday_and_day(value: date | datetime, local: Local) -> str:
    """Return weekday, day and month, in both calendars where there are two."""
    return local.weekday_and_day(value)


@register.filter
def moment(value: datetime, local: Local) -> str:
    """Return a short day with its time."""
    return local.moment(value)


@register.filter
def weekday_time(value: datetime, local: Local) -> str:
    """Return a weekday with its time."""
    return local.weekday_time(value)


@register.filter
def spoken_time(value: datetime, local: Local) -> str:
    """Return a time of day as people say it."""
    return local.spoken_time(value)


@register.filter
def span(value: timedelta, local: Local) -> str:
    """Return a length of time in its largest fitting unit."""
    return local.span(value)


@register.filter
def number(value: float, local: Local) -> str:
    """Return a number as the language groups and writes it."""
    return local.number(value)


@register.filter
def own_digits(value: object, local: Local) -> str:
    """Return any text with the language's own digits, where the reader wants them."""
    return local.digits(str(value))
