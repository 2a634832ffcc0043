"""The addresses of the custody board, in words that say nothing of it."""

from __future__ import annotations

from django.urls import path

from .views import board, overdue


urlpatterns = [
    path("held/", board.held, name="custody"),
    path("held/live", board.live, name="custody-live"),
    path("held/do", board.do, name="custody-do"),
    path(
        "work/<str:reference>/late/<int:draft_id>",
        overdue.overdue,
        name="case-overdue",
    ),
]
