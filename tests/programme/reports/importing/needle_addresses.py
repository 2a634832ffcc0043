"""Every address the needle test needs: apps and pages."""

from __future__ import annotations

from django.urls import include, path

from tests.programme.reports.importing.addresses import urlpatterns as pages


urlpatterns = [
    path("collect/", include("payung.programme.reports.openrosa.urls")),
    *pages,
]
