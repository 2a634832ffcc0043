"""The addresses of numbers for other systems."""

from __future__ import annotations

from django.urls import path

from . import views


urlpatterns = [
    path(
        "version/<int:number>/figures.<slug:kind>",
        views.figures,
        name="donor-report-figures",
    ),
]
