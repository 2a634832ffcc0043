"""The addresses of learning."""

from __future__ import annotations

from django.urls import path

from .views import (
    answering,
    certificates,
    courses,
    days,
    groups,
    mending,
    questions,
    rounds,
    skies,
    used,
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
    path(
        f"{GROUP}people/<int:number>/out",
        mending.leave_one_out,
        name="learning-leave-out",
    ),
    path(f"{GROUP}sheets", mending.sheets, name="learning-sheets"),
    path("learn/sheets/<uuid:test_id>/", mending.sheet, name="learning-sheet"),
    path(
        "learn/sheets/<uuid:test_id>/out",
        mending.sheet_out,
        name="learning-sheet-out",
    ),
    path("learn/days/<int:session>/back", mending.day_back, name="learning-day-back"),
    path(f"{GROUP}skies", skies.skies, name="learning-skies"),
    path(f"{GROUP}skies/paper", skies.skies_paper, name="learning-skies-paper"),
    path("learn/skies/<uuid:sheet_id>/out", skies.skies_out, name="learning-skies-out"),
    path("learn/skies/<str:token>", skies.skies_round, name="learning-skies-round"),
    path(f"{GROUP}used", used.used, name="learning-used"),
    path("learn/used/<uuid:sheet_id>/out", used.used_out, name="learning-used-out"),
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
