"""The addresses of objectives."""

from __future__ import annotations

from django.urls import include, path

from . import views
from .scores import views as score_views


urlpatterns = [
    path("objectives/reports/", include("payung.programme.objectives.reports.urls")),
    path("objectives/reports/", include("payung.programme.objectives.exports.urls")),
    path("objectives/", views.objectives, name="objectives"),
    path("objectives/people/", views.different_people, name="different-people"),
    path("objectives/changes/", views.changes, name="objective-changes"),
    path("objectives/scores/", score_views.scores, name="area-scores"),
    path(
        "objectives/scores/<int:year>/write",
        score_views.write,
        name="area-scores-write",
    ),
    path("objectives/<slug:which>/", views.objective, name="objective"),
    path("objectives/number/<slug:code>/", views.indicator, name="indicator"),
    path(
        "objectives/number/<slug:code>/aim", views.indicator_aim, name="indicator-aim"
    ),
    path(
        "objectives/number/<slug:code>/words",
        views.indicator_words,
        name="indicator-words",
    ),
]
