"""Addresses of permissions; a question is named by its number, because a code tells."""

from __future__ import annotations

from django.urls import path

from . import views


ALL = "work/<str:reference>/permissions"
ONE = f"{ALL}/<int:number>"

urlpatterns = [
    path(ALL, views.consents, name="case-consents"),
    path(f"{ALL}/age", views.age, name="case-age"),
    path(f"{ALL}/lines/<uuid:consent_id>", views.witness, name="case-consent-witness"),
    path(ONE, views.one, name="case-consent"),
    path(f"{ONE}/back", views.back, name="case-consent-back"),
    path(f"{ONE}/kept", views.details, name="case-details"),
    path(f"{ONE}/kept/<slug:kind>", views.show_detail, name="case-detail-show"),
]
