"""Courses are carried out here, each day of theirs under an activity."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.work import Work, declare

from .attendance import day_not_held


def _group(activity: Activity) -> str:
    return reverse("learning-group", args=[activity.training.group_id])


TRAINING = declare(
    Work(
        kind=Kind.TRAINING,
        row="training",
        begin=lambda one: f"{reverse('learning-group-new')}?activity={one.pk}",
        page=_group,
        begin_word=_("Plan this course"),
        page_word=_("Open this course"),
        unheld=lambda one: day_not_held(one.training),
        leave=lambda one: reverse("learning-day-moved", args=[one.training.pk]),
    )
)
