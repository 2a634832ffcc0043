"""Addresses of figures."""

from __future__ import annotations

from django.urls import path

from . import views


urlpatterns = [
    path("overview/", views.overview, name="overview"),
    path("overview/brief/", views.brief, name="brief"),
    path("overview/brief/make", views.make, name="brief-make"),
    path("overview/brief/<int:number>.<slug:kind>", views.file, name="brief-file"),
]
