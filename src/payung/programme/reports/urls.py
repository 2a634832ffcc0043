"""Addresses about reports, in words that say nothing of them."""

from __future__ import annotations

from django.urls import path

from .views import aside, files, find, lists, new, note, take


urlpatterns = [
    path("notes/", lists.notes, name="notes"),
    path("notes/new", new.new, name="note-new"),
    path("notes/take", take.take, name="note-take"),
    path("notes/aside", aside.listed, name="aside"),
    path("notes/aside/<uuid:record>/show", aside.show, name="aside-show"),
    path("notes/aside/<uuid:record>/take-in", aside.take_in, name="aside-take-in"),
    path("notes/aside/<uuid:record>/put-away", aside.put_away, name="aside-put-away"),
    path("notes/forms/<int:row>", new.compiled, name="form-compiled"),
    path("notes/forms/<int:row>/<slug:language>", new.strings, name="form-strings"),
    path("notes/<str:reference>", note.note, name="note"),
    path("notes/<str:reference>/show/<slug:part>", note.show, name="note-show"),
    path("notes/<str:reference>/files", take.files, name="note-files"),
    path("notes/<str:reference>/files/<uuid:file>", files.one, name="note-file"),
    path(
        "notes/<str:reference>/files/<uuid:file>/get", files.get, name="note-file-get"
    ),
    path("find", find.find, name="find-note"),
]
