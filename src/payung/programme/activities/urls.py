"""The addresses of one activity, whatever it is for."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import holding, mistakes, planning


ONE = "plan/activity/<uuid:activity>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/activity/new", planning.new, name="activity-new"),
    path(ONE, holding.show, name="activity"),
    path(f"{ONE}/held", holding.hold, name="activity-hold"),
    path(f"{ONE}/later", planning.move, name="activity-move"),
    path(f"{ONE}/off", planning.cancel, name="activity-cancel"),
    path(f"{ONE}/mistake", mistakes.mistake, name="activity-mistake"),
    path(f"{ONE}/show", holding.note, name="activity-note"),
]
