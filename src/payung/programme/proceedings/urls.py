"""The addresses of proceedings, in words that say nothing of them."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import calendar, hearings, own_dates, tracks


ALL = "work/<str:reference>/proceedings"
ONE = f"{ALL}/<uuid:proceeding>"
DATE = f"{ALL}/dates/<uuid:hearing>"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ALL, tracks.page, name="case-proceedings"),
    path(f"{ALL}/begin", tracks.begin, name="proceeding-open"),
    path(f"{ALL}/notes/<uuid:step_id>", tracks.note, name="proceeding-note"),
    path(f"{ONE}/next/<slug:code>/<slug:deed>", tracks.step, name="proceeding-step"),
    path(f"{ONE}/back/<slug:code>", tracks.step_back, name="proceeding-step-back"),
    path(f"{ONE}/end", tracks.close, name="proceeding-close"),
    path(f"{ONE}/again", tracks.reopen, name="proceeding-reopen"),
    path(f"{ONE}/number", tracks.number, name="proceeding-number"),
    path(f"{ONE}/dates", hearings.new, name="hearing-set"),
    path(f"{ONE}/met", hearings.was_held, name="hearing-was-held"),
    path(f"{DATE}/met", hearings.held, name="hearing-held"),
    path(f"{DATE}/later", hearings.later, name="hearing-postpone"),
    path(f"{DATE}/none", hearings.back, name="hearing-back"),
    path(f"{DATE}/who", hearings.who, name="hearing-who"),
    path(f"{DATE}/cannot", hearings.cannot, name="hearing-cannot"),
    path(f"{DATE}/show", hearings.words, name="hearing-words"),
    path("dates/", own_dates.dates, name="dates"),
    path("dates/<uuid:hearing>/take", own_dates.take, name="date-take"),
    path("dates/<uuid:hearing>/cannot", own_dates.cannot, name="date-cannot"),
    path("calendar/", calendar.own, name="calendar-feed"),
    path("calendar/make", calendar.make, name="calendar-make"),
    path("calendar/end", calendar.end, name="calendar-end"),
]
