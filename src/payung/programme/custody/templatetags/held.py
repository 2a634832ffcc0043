"""Show the drafts of a case on its page, and ranges of time: {% load held %}."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case
from payung.programme.custody.draft_page import draft_lines


register = template.Library()
# What the frame gives: payung.web.local_time.Local. The programme may not import it.
Local = Any


@register.inclusion_tag("custody/drafts_part.html")
def overdue_drafts(case: Case, local: Local) -> dict[str, object]:
    """Return the drafts of a case, with the reader's way of saying time."""
    return {"lines": draft_lines(case), "case": case, "local": local}


@register.simple_tag
def since(first: datetime, latest: datetime | None, local: Local) -> str:
    """Return when somebody was taken: a moment, or a range that is never a guess."""
    day, time = local.weekday_and_day(first), local.spoken_time(first)
    if latest is None or latest == first:
        return _("%(day)s, %(time)s") % {"day": day, "time": time}
    ends = local.spoken_time(latest)
    if local.here(first).date() == local.here(latest).date():
        return _("%(day)s, between %(first)s and %(last)s") % {
            "day": day,
            "first": time,
            "last": ends,
        }
    return _("between %(first_day)s, %(first)s and %(last_day)s, %(last)s") % {
        "first_day": day,
        "first": time,
        "last_day": local.weekday_and_day(latest),
        "last": ends,
    }
