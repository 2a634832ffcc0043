"""The addresses of the shelf."""

from __future__ import annotations

from django.urls import URLPattern, path

from .views import adoptions, lessons, looks, practices, shelf, tools, withdrawing


LESSON = "lessons/<uuid:lesson_id>/"
TOOL = "lessons/tools/<uuid:tool_id>/"
PRACTICE = "lessons/practices/<uuid:practice_id>/"
LOOK = "lessons/looks/<uuid:look_id>/"
TAKEN = "lessons/taken-up/<uuid:adoption_id>/"

urlpatterns: list[URLPattern] = [
    path("lessons/", shelf.shelf, name="lessons"),
    path("lessons/in-hand", shelf.in_hand, name="lessons-in-hand"),
    path("lessons/new", lessons.write, name="lesson-new"),
    path(LESSON, lessons.lesson, name="lesson"),
    path(f"{LESSON}change", lessons.change, name="lesson-change"),
    path(f"{LESSON}check", lessons.check, name="lesson-check"),
    path(f"{LESSON}publish", lessons.publish, name="lesson-publish"),
    path(f"{LESSON}decided", lessons.decided, name="lesson-decided"),
    path("lessons/tools/new", tools.share, name="tool-share"),
    path(TOOL, tools.tool, name="tool"),
    path(f"{TOOL}used", tools.used, name="tool-used"),
    path("lessons/uses/<uuid:use_id>/rate", tools.rate, name="tool-rate"),
    path("lessons/practices/new", practices.describe, name="practice-new"),
    path(PRACTICE, practices.practice, name="practice"),
    path(f"{PRACTICE}look", practices.look_at, name="practice-look"),
    path(LOOK, looks.look, name="practice-looked"),
    path(f"{LOOK}ask/<slug:question>", looks.question, name="practice-ask"),
    path(f"{LOOK}dangers", looks.dangers, name="practice-dangers"),
    path("lessons/dangers/<int:danger_id>/solved", looks.solved, name="danger-solved"),
    path(f"{LOOK}begin", adoptions.begin, name="adoption-begin"),
    path("lessons/taken-up/", adoptions.adoptions, name="adoptions"),
    path(TAKEN, adoptions.adoption, name="adoption"),
    path(f"{TAKEN}after/<int:months>", adoptions.review, name="adoption-review"),
    path(
        "lessons/withdraw/<slug:what>/<uuid:row_id>",
        withdrawing.withdraw,
        name="lessons-withdraw",
    ),
]
