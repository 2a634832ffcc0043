"""Addresses for collecting apps: the app is told https://…/collect."""

from __future__ import annotations

from django.urls import path

from . import views


urlpatterns = [
    path("formList", views.forms, name="collect-forms"),
    path("forms/<int:row>", views.form, name="collect-form"),
    path("forms/<int:row>/manifest", views.manifest, name="collect-manifest"),
    path("submission", views.submission, name="collect-submission"),
]
