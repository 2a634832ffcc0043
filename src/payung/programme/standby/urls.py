"""Addresses of duty: who is on call, the roster, the tests of phones."""

from __future__ import annotations

from django.urls import path

from .views import away, duty, own_ways, panel, roster, shifts, swapping, testing


ROSTER = "duty/roster/<int:period_id>"
SHIFT = "duty/roster/shift/<uuid:shift_id>"

urlpatterns = [
    path("duty/", duty.duty, name="duty"),
    path("duty/away", duty.unreachable, name="duty-unreachable"),
    path("duty/back", duty.back, name="duty-back"),
    path("duty/sure", duty.confirm, name="duty-confirm"),
    path("duty/swap", swapping.ask, name="duty-swap"),
    path("duty/swap/take", swapping.take, name="duty-swap-take"),
    path("duty/swap/withdraw", swapping.withdraw, name="duty-swap-withdraw"),
    path("duty/off", away.add, name="leave-add"),
    path("duty/off/end", away.end, name="leave-end"),
    path("duty/ways/add", own_ways.add, name="way-add"),
    path("duty/ways/<uuid:way_id>/show", own_ways.show, name="way-show"),
    path("duty/ways/<uuid:way_id>/end", own_ways.end, name="way-end"),
    path("duty/tests", testing.tests, name="duty-tests"),
    path("duty/tests/now", testing.now, name="duty-test-now"),
    path("duty/panel", panel.panel, name="panel"),
    path("duty/panel/aside", panel.aside, name="panel-aside"),
    path("duty/panel/<int:person_id>", panel.member, name="panel-member"),
    path("duty/panel/<int:person_id>/leave", panel.leave, name="panel-leave"),
    path("duty/roster", roster.roster, name="roster"),
    path("duty/roster/new", roster.new, name="roster-new"),
    path("duty/roster/move", shifts.move, name="roster-move"),
    path(SHIFT, shifts.shift, name="roster-shift"),
    path(f"{SHIFT}/out", shifts.take_out, name="roster-take-out"),
    path(f"{ROSTER}/add", shifts.add, name="roster-add"),
    path(f"{ROSTER}/repeat", roster.repeat, name="roster-repeat"),
    path(f"{ROSTER}/fill", roster.fill, name="roster-fill"),
    path(f"{ROSTER}/publish", roster.publish, name="roster-publish"),
    path(f"{ROSTER}/discard", roster.discard, name="roster-discard"),
]
