"""Addresses of notes for staff and of masks, in words that say nothing of a case."""

from __future__ import annotations

from django.urls import path

from . import views


NOTES = "work/<str:reference>/staff-notes"
MASKS = "work/<str:reference>/masks"

urlpatterns = [
    path(NOTES, views.notes, name="case-staff-notes"),
    path(f"{NOTES}/<uuid:note_id>", views.show, name="case-staff-note"),
    path(MASKS, views.masks, name="case-masks"),
    path(f"{MASKS}/<uuid:mask_id>/lift", views.lift, name="case-mask-lift"),
    path(f"{MASKS}/<uuid:mask_id>/remove", views.remove, name="case-mask-remove"),
]
