"""The addresses of advocacy."""

from __future__ import annotations

from django.urls import include, path

from .views import meetings, promises, register


urlpatterns = [
    path("meetings/", register.register, name="advocacy"),
    path(
        "meetings/institutions/",
        include("payung.programme.advocacy.institutions.urls"),
    ),
    path("meetings/plan", meetings.plan, name="advocacy-plan"),
    path("meetings/posts/add", register.add, name="advocacy-post-add"),
    path("meetings/posts/<int:post_id>/", register.post, name="advocacy-post"),
    path(
        "meetings/posts/<int:post_id>/holder",
        register.holder,
        name="advocacy-post-holder",
    ),
    path(
        "meetings/posts/<int:post_id>/letter",
        register.letter,
        name="advocacy-post-letter",
    ),
    path(
        "meetings/holders/<uuid:holder_id>/show",
        register.holder_show,
        name="advocacy-post-holder-show",
    ),
    path("meetings/promises/<uuid:promise_id>/", promises.promise, name="promise"),
    path(
        "meetings/promises/<uuid:promise_id>/read-back",
        promises.read_back,
        name="promise-read-back",
    ),
    path(
        "meetings/promises/<uuid:promise_id>/withdraw",
        promises.withdraw,
        name="promise-withdraw",
    ),
    path(
        "meetings/promises/<uuid:promise_id>/show/<slug:part>",
        promises.show,
        name="promise-show",
    ),
    path(
        "meetings/looks/<uuid:review_id>/show",
        promises.review_show,
        name="promise-review-show",
    ),
    path("meetings/<uuid:activity_id>/", meetings.meeting, name="advocacy-meeting"),
    path(
        "meetings/<uuid:activity_id>/before", meetings.prepare, name="advocacy-before"
    ),
    path("meetings/<uuid:activity_id>/held", meetings.held, name="advocacy-held"),
    path("meetings/<uuid:activity_id>/move", meetings.move, name="advocacy-move"),
    path("meetings/<uuid:activity_id>/risks", meetings.risks, name="advocacy-risks"),
    path("meetings/<uuid:activity_id>/promise", promises.take, name="promise-take"),
]
