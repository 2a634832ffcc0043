"""Addresses about reports, in words that say nothing of them."""

from __future__ import annotations

from django.urls import path

from .views import find, lists, new, note, take


urlpatterns = [
    path("notes/", lists.notes, name="notes"),
    path("notes/new", new.new, name="note-new"),
    path("notes/take", take.take, name="note-take"),
    path("notes/forms/<int:row>", new.compiled, name="form-compiled"),
    path("notes/forms/<int:row>/<slug:language>", new.strings, name="form-strings"),
    path("notes/<str:reference>", note.note, name="note"),
    path("notes/<str:reference>/show/<slug:part>", note.show, name="note-show"),
    path("notes/<str:reference>/files", take.files, name="note-files"),
    path("find", find.find, name="find-note"),
]
