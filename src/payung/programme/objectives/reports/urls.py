"""The addresses of donor reports."""

from __future__ import annotations

from django.urls import path

from .views import reading, writing


urlpatterns = [
    path("", reading.reports, name="donor-reports"),
    path("new", writing.new, name="donor-report-new"),
    path("<int:number>/", reading.report, name="donor-report"),
    path("<int:number>/next", writing.following, name="donor-report-next"),
    path("version/<int:number>/words", writing.words, name="donor-report-words"),
    path("version/<int:number>/story", writing.story, name="donor-report-story"),
    path(
        "version/<int:number>/story/<int:story_id>",
        writing.story_edit,
        name="donor-report-story-edit",
    ),
    path(
        "version/<int:number>/story/<int:story_id>/out",
        writing.story_out,
        name="donor-report-story-out",
    ),
    path(
        "version/<int:number>/checked",
        writing.checked,
        name="donor-report-checked",
    ),
    path(
        "version/<int:number>/numbers",
        writing.numbers,
        name="donor-report-numbers",
    ),
    path("version/<int:number>/send", writing.send, name="donor-report-send"),
    path("version/<int:number>/", reading.version, name="donor-report-version"),
    path(
        "version/<int:number>/report.<slug:kind>",
        reading.file,
        name="donor-report-file",
    ),
]
