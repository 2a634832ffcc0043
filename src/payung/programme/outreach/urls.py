"""The addresses of outreach."""

from __future__ import annotations

from django.urls import path

from payung.programme.activities.views import offline

from .views import plan, venues, visits, week


PLAN = "outreach/plan/<uuid:plan_id>"
PLANNED = "outreach/planned/<uuid:planned_id>"
VENUE = "outreach/places/<str:code>"
VISIT = "outreach/visits/<uuid:visit_id>"

urlpatterns = [
    path("outreach/", week.outreach, name="outreach"),
    path("outreach/keep", offline.worker, name="outreach-keep"),
    path("outreach/move", week.move, name="outreach-move"),
    path("outreach/plan/begin", plan.begin, name="micro-plan-begin"),
    path("outreach/plan/add", plan.add, name="visit-plan"),
    path(PLAN, plan.plan, name="micro-plan"),
    path(f"{PLAN}/approve", plan.approve, name="micro-plan-approve"),
    path(PLANNED, plan.change, name="planned-visit"),
    path(f"{PLANNED}/out", plan.out, name="planned-visit-out"),
    path("outreach/places/new", venues.add, name="venue-add"),
    path(VENUE, venues.venue, name="venue"),
    path(f"{VENUE}/change", venues.change, name="venue-change"),
    path(f"{VENUE}/size", venues.size, name="venue-size"),
    path(f"{VENUE}/warn", venues.alert, name="venue-alert"),
    path(f"{VENUE}/warn/<uuid:alert_id>", venues.alert_show, name="venue-alert-show"),
    path(
        f"{VENUE}/warn/<uuid:alert_id>/wrong",
        venues.alert_back,
        name="venue-alert-back",
    ),
    path(f"{VENUE}/sketch", venues.sketch, name="venue-sketch"),
    path(f"{VENUE}/sketch/get", venues.sketch_get, name="venue-sketch-get"),
    path(f"{VENUE}/show/<slug:part>", venues.show, name="venue-show"),
    path(f"{VENUE}/close", venues.close, name="venue-close"),
    path(f"{VENUE}/open", venues.reopen, name="venue-reopen"),
    path(VISIT, visits.visit, name="visit"),
    path(f"{VISIT}/taps", visits.taps, name="visit-taps"),
    path(f"{VISIT}/counts", visits.counts, name="visit-counts"),
    path(f"{VISIT}/in", visits.go_in, name="visit-in"),
    path(f"{VISIT}/out", visits.go_out, name="visit-out"),
    path(f"{VISIT}/help", visits.help_now, name="visit-help"),
    path(f"{VISIT}/not-held", visits.not_held, name="visit-not-held"),
    path(f"{VISIT}/move", visits.move, name="visit-move"),
    path(f"{VISIT}/back", visits.put_back, name="visit-back"),
    path(f"{VISIT}/held", visits.written_down, name="visit-held"),
]
