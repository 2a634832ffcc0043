"""Addresses for bringing files in, under notes/bring-in/."""

from __future__ import annotations

from django.urls import path

from .views import run, start


urlpatterns = [
    path("", start.start, name="bring-in"),
    path("<uuid:run>/", run.show, name="bring-in-file"),
    path("<uuid:run>/form", run.form, name="bring-in-form"),
    path("<uuid:run>/columns", run.columns, name="bring-in-columns"),
    path("<uuid:run>/go", run.go, name="bring-in-go"),
]
