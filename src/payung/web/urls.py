"""Every address; each app adds its own."""

from __future__ import annotations

from django.urls import include, path

from payung.web import calendar_feed, changing_keys, closing_accounts, today, views


urlpatterns = [
    path("", today.today, name="today"),
    path("app.webmanifest", views.manifest, name="manifest"),
    path("keys/go-on", changing_keys.go_on, name="keys-go-on"),
    path("calendar/<str:token>.ics", calendar_feed.ics, name="calendar-ics"),
    path("people/close", closing_accounts.close, name="close-account"),
    path("", include("payung.programme.people.urls")),
    path("collect/", include("payung.programme.reports.openrosa.urls")),
    path("notes/bring-in/", include("payung.programme.reports.importing.urls")),
    path("", include("payung.programme.reports.urls")),
    path("", include("payung.programme.cases.urls")),
    path("", include("payung.programme.consents.urls")),
    path("", include("payung.programme.counselling.urls")),
    path("", include("payung.programme.proceedings.urls")),
    path("", include("payung.programme.papers.urls")),
    path("", include("payung.programme.evidence.urls")),
    path("", include("payung.programme.custody.urls")),
    path("line/", include("payung.programme.hotline.api.urls")),
    path("", include("payung.programme.standby.urls")),
    path("", include("payung.programme.hotline.urls")),
    path("", include("payung.programme.findings.urls")),
    path("", include("payung.programme.safe_spaces.urls")),
    path("", include("payung.programme.learning.urls")),
    path("", include("payung.programme.outreach.urls")),
    path("", include("payung.programme.circles.urls")),
    path("", include("payung.programme.advocacy.urls")),
    path("", include("payung.programme.lessons.urls")),
    path("", include("payung.programme.plans.urls")),
    path("", include("payung.programme.objectives.urls")),
]

handler404 = "payung.web.views.not_found"
handler403 = "payung.web.views.not_allowed"
handler500 = "payung.web.views.went_wrong"
