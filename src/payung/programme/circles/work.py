"""Focus groups and meetings with the lawyer are carried out here."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.work import Work, declare
from payung.programme.places.days import day_of

from .models import FocusGroup, LawyerMeeting
from .not_held import meeting_not_held, sitting_not_held


def _new(name: str, activity: Activity) -> str:
    return f"{reverse(name)}?activity={activity.pk}"


def _sitting_moved(before: Activity, instead: Activity) -> None:
    on = day_of(instead.country, instead.planned_start)
    rows = FocusGroup.objects.filter(activity=before)
    rows.update(activity=instead, planned_on=on)


def _meeting_moved(before: Activity, instead: Activity) -> None:
    on = day_of(instead.country, instead.planned_start)
    rows = LawyerMeeting.objects.filter(activity=before)
    rows.update(activity=instead, planned_on=on)


FOCUS_GROUP = declare(
    Work(
        kind=Kind.FOCUS_GROUP,
        row="focus_group",
        begin=lambda one: _new("circle-new", one),
        page=lambda one: reverse("circle", args=[one.focus_group.pk]),
        begin_word=_("Begin this sitting"),
        page_word=_("Open this sitting"),
        moved=_sitting_moved,
        unheld=lambda one: sitting_not_held(one.focus_group),
    )
)
LAWYER_MEETING = declare(
    Work(
        kind=Kind.LAWYER_MEETING,
        row="lawyer_meeting",
        begin=lambda one: _new("lawyer-new", one),
        page=lambda one: reverse("lawyer-meeting", args=[one.lawyer_meeting.pk]),
        begin_word=_("Begin this meeting"),
        page_word=_("Open this meeting"),
        moved=_meeting_moved,
        unheld=lambda one: meeting_not_held(one.lawyer_meeting),
    )
)
