"""The addresses these tests need: the pages for files, and those around them."""

from __future__ import annotations

from django.urls import include, path

from payung.web import today, views


urlpatterns = [
    path("notes/bring-in/", include("payung.programme.reports.importing.urls")),
    path("", today.today, name="today"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("", include("payung.programme.people.urls")),
    path("", include("payung.programme.reports.urls")),
]

handler404 = "payung.web.views.not_found"
handler403 = "payung.web.views.not_allowed"
handler500 = "payung.web.views.went_wrong"
