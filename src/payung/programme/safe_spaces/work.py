"""Open days are carried out at the door of a room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.work import Work, declare

from .models import Site


def _begin(activity: Activity) -> str:
    """Return the page of its room, or of all rooms where the plan names none of ours."""
    if Site.objects.filter(code=activity.site, team=activity.team_id).exists():
        return reverse("safe-space", args=[activity.site])
    return reverse("safe-spaces")


def _page(activity: Activity) -> str:
    day = activity.opening_day
    month = f"{day.day:%Y-%m}"
    return f"{reverse('safe-space', args=[day.site.code])}?month={month}"


OPENING = declare(
    Work(
        kind=Kind.OPENING,
        row="opening_day",
        begin=_begin,
        page=_page,
        begin_word=_("Go to the room"),
        page_word=_("Open this month of the room"),
    )
)
