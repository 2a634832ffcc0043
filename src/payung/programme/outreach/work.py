"""Visits are carried out here."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.work import Work, declare

from .undoing import visit_not_held


def _visit(activity: Activity) -> str:
    return reverse("visit", args=[activity.pk])


OUTREACH = declare(
    Work(
        kind=Kind.OUTREACH,
        row="visit",
        begin=lambda one: f"{reverse('visit-plan')}?activity={one.pk}",
        page=_visit,
        begin_word=_("Plan this visit"),
        page_word=_("Open this visit"),
        # Moved or called off: both stand on the page of the visit.
        leave=_visit,
        unheld=lambda one: visit_not_held(one.visit),
    )
)
