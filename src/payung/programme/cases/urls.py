"""Addresses about cases, in words that say nothing of them."""

from __future__ import annotations

from django.urls import include, path

from .views import case, files, held, lists, moving, opening, times, writing


ONE = "work/<str:reference>"

urlpatterns = [
    path("work/", lists.cases, name="cases"),
    path("work/open", opening.open_one, name="open-case"),
    path("work/find", lists.find, name="find-case"),
    path(ONE, case.case, name="case"),
    path(f"{ONE}/show/<slug:part>", case.show, name="case-show"),
    path(f"{ONE}/lines/<uuid:entry_id>", case.show_line, name="case-line"),
    path(f"{ONE}/write", writing.note, name="case-note"),
    path(f"{ONE}/to-do", writing.task, name="case-task"),
    path(f"{ONE}/to-do/<uuid:task_id>", writing.show_task, name="task-show"),
    path(f"{ONE}/to-do/<uuid:task_id>/done", writing.done, name="task-done"),
    path(f"{ONE}/taken", times.taken, name="case-arrest"),
    path(f"{ONE}/where", held.held, name="case-held"),
    path(f"{ONE}/where/<int:span_id>/back", held.back, name="case-held-back"),
    path(f"{ONE}/gap", times.gap, name="case-pause"),
    path(f"{ONE}/next", times.step, name="case-step"),
    path(f"{ONE}/next/<int:step_id>/back", times.back, name="case-step-back"),
    path(f"{ONE}/stage", moving.stage, name="case-stage"),
    # Closing, `case-close`, is in counselling, which knows what to check before.
    path(f"{ONE}/people", moving.people, name="case-people"),
    path(f"{ONE}/people/<slug:handle>/end", moving.end, name="case-people-end"),
    path(f"{ONE}/note", moving.link, name="case-link"),
    path(f"{ONE}/files", files.add, name="case-file-add"),
    path(f"{ONE}/files/<uuid:record>", files.one, name="case-file"),
    path(f"{ONE}/files/<uuid:record>/show", files.show, name="case-file-show"),
    path(f"{ONE}/files/<uuid:record>/check", files.check, name="case-file-check"),
    path(f"{ONE}/files/<uuid:record>/get", files.get, name="case-file-get"),
    path("", include("payung.programme.cases.lending.urls")),
    path("", include("payung.programme.cases.staff_notes.urls")),
]
