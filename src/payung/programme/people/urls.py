"""Addresses about signing in, people, teams and keys."""

from __future__ import annotations

from django.urls import path

from .views import settings, sign_in, teams


urlpatterns = [
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("locked", sign_in.locked, name="locked"),
    path("leave", sign_in.leave, name="leave"),
    path("people/", teams.people, name="people"),
    path("people/add", teams.add, name="add-person"),
    path("people/teams/new", teams.start, name="start-team"),
    path("people/teams/<uuid:team_id>", teams.team, name="team"),
    path("people/teams/<uuid:team_id>/let-in", teams.let_in, name="let-in"),
    path("people/teams/<uuid:team_id>/take-out", teams.take_out, name="take-out"),
    path("settings/", settings.own, name="settings"),
    path("settings/preferences", settings.prefer, name="prefer"),
    path("settings/passphrase", settings.passphrase, name="passphrase"),
    path("settings/phones", settings.add_device, name="add-device"),
    path("settings/phones/<int:device_id>/end", settings.end_device, name="end-device"),
]
