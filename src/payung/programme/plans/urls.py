"""The addresses of plans, and of each activity."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from .views import wall, writing


LINE = "plan/draft/lines/<uuid:line_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/", wall.wall, name="plan"),
    path("plan/late", wall.late_and_why, name="plan-late"),
    path("plan/week", wall.week, name="plan-week"),
    path("plan/lines/<uuid:line_id>", wall.line, name="plan-line"),
    path("plan/versions/<int:number>", wall.version, name="plan-version"),
    path(
        "plan/versions/<int:number>/calendar",
        wall.into_calendar,
        name="plan-into-calendar",
    ),
    path("plan/programme", writing.programme, name="plan-programme"),
    path("plan/begin", writing.begin, name="plan-begin"),
    path("plan/draft", writing.draft, name="plan-draft"),
    path("plan/draft/lines/new", writing.new_line, name="plan-line-new"),
    path(LINE, writing.edit_line, name="plan-line-edit"),
    path(f"{LINE}/out", writing.line_out, name="plan-line-out"),
    path("plan/draft/bring-in", writing.bring_in, name="plan-bring-in"),
    path("plan/draft/approve", writing.approve, name="plan-approve"),
    path("plan/draft/discard", writing.discard, name="plan-discard"),
    path("", include("payung.programme.activities.urls")),
]
