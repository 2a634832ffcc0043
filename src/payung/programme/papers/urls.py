"""Addresses of papers; one is named by its number, because a code tells."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from . import views


ALL = "work/<str:reference>/papers"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ALL, views.papers, name="case-papers"),
    path(f"{ALL}/<int:number>", views.paper, name="case-paper"),
]
