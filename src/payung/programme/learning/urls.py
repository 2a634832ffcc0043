"""The addresses of learning."""

from __future__ import annotations

from django.urls import path

from .views import (
    answering,
    certificates,
    courses,
    days,
    groups,
    questions,
    rounds,
)


GROUP = "learn/groups/<uuid:group_id>/"

urlpatterns = [
    path("learn/", courses.learning, name="learning"),
    path("learn/courses/write", courses.write, name="learning-course-write"),
    path("learn/courses/<slug:code>/", courses.course, name="learning-course"),
    path("learn/questions/bring-in", questions.bring, name="learning-bring-in"),
    path("learn/questions/<int:bank>/", questions.questions, name="learning-questions"),
    path("learn/questions/item/<int:item>", questions.item, name="learning-item"),
    path("learn/pictures/<int:picture>", questions.picture, name="learning-picture"),
    path("learn/sounds/<int:sound>", questions.sound, name="learning-sound"),
    path("learn/groups/new", groups.new_group, name="learning-group-new"),
    path(GROUP, groups.group, name="learning-group"),
    path(f"{GROUP}enrol", groups.enrol_one, name="learning-enrol"),
    path(f"{GROUP}counted", groups.counted, name="learning-counted"),
    path(f"{GROUP}test/<slug:kind>", answering.test, name="learning-test"),
    path(f"{GROUP}paper/<slug:kind>", answering.paper, name="learning-test-paper"),
    path(
        f"{GROUP}certificate/<int:number>",
        certificates.certify,
        name="learning-certify",
    ),
    path("learn/round/<str:token>", rounds.test_round, name="learning-round"),
    path("learn/days/<int:session>/", days.day, name="learning-day"),
    path("learn/days/<int:session>/not-held", days.not_held, name="learning-day-moved"),
    path("learn/papers/", certificates.certificates, name="learning-certificates"),
    path("learn/papers/give", certificates.give, name="learning-give"),
    path(
        "learn/papers/<uuid:certificate_id>/",
        certificates.certificate,
        name="learning-certificate",
    ),
    path("learn/seen", certificates.seen_at_work, name="learning-seen"),
    path("learn/check/<str:token>", certificates.check, name="learning-check"),
]
