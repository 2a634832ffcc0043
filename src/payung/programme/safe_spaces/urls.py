"""The addresses of rooms, in words that say nothing of them."""

from __future__ import annotations

from django.urls import path

from payung.programme.activities.views import offline

from .views import cards, days, door, rooms, rules


urlpatterns = [
    path("safe/", rooms.rooms, name="safe-spaces"),
    path("safe/keep.js", offline.worker, name="safe-keep"),
    path("safe/new", rooms.new, name="safe-new"),
    path("safe/days-off", days.days_off, name="safe-days-off"),
    path("safe/<slug:code>/", rooms.room, name="safe-space"),
    path("safe/<slug:code>/end", rooms.end, name="safe-end"),
    path("safe/<slug:code>/change", rooms.change, name="safe-change"),
    path("safe/<slug:code>/again", rooms.reopen, name="safe-reopen"),
    path("safe/<slug:code>/where", rooms.where, name="safe-where"),
    path("safe/<slug:code>/door", door.door, name="door"),
    path("safe/<slug:code>/door/taps", door.taps, name="door-taps"),
    path("safe/<slug:code>/door/counts", door.counts, name="door-counts"),
    path("safe/<slug:code>/hours", days.hours, name="safe-hours"),
    path("safe/<slug:code>/hours/<int:rule_id>", days.end_hours, name="safe-hours-end"),
    path("safe/<slug:code>/days/<str:day>", days.day, name="safe-day"),
    path("safe/<slug:code>/days/<str:day>/counts", days.counts, name="safe-day-counts"),
    path("safe/<slug:code>/cards", cards.cards, name="safe-cards"),
    path("safe/<slug:code>/cards/new", cards.new, name="safe-card-new"),
    path("safe/<slug:code>/cards/<str:kind>", cards.file, name="safe-card-file"),
    path("safe/<slug:code>/rules", rules.rules, name="safe-rules"),
    path("safe/<slug:code>/rules/<uuid:incident>", rules.show, name="safe-rule-show"),
]
