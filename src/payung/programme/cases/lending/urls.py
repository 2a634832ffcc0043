"""Addresses about who may see a case, in words that say nothing of it."""

from __future__ import annotations

from django.urls import path

from . import views


WHO = "work/<str:reference>/who"

urlpatterns = [
    path(WHO, views.who, name="case-side"),
    path(f"{WHO}/aside", views.aside, name="case-aside"),
    path(f"{WHO}/back/<slug:handle>", views.back, name="case-aside-back"),
    path(f"{WHO}/lend", views.lend, name="case-lend"),
    path(f"{WHO}/lent/<uuid:loan_id>/longer", views.longer, name="case-lend-longer"),
    path(f"{WHO}/lent/<uuid:loan_id>/over", views.over, name="case-lend-over"),
]
