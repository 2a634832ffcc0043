"""Meetings with offices are carried out here."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Kind
from payung.programme.activities.work import Work, declare

from .meetings import meeting_not_held


POLICE_MEETING = declare(
    Work(
        kind=Kind.POLICE_MEETING,
        row="advocacy",
        begin=lambda one: f"{reverse('advocacy-plan')}?activity={one.pk}",
        page=lambda one: reverse("advocacy-meeting", args=[one.pk]),
        begin_word=_("Plan this meeting"),
        page_word=_("Open this meeting"),
        unheld=lambda one: meeting_not_held(one.advocacy),
        leave=lambda one: reverse("advocacy-move", args=[one.pk]),
    )
)
