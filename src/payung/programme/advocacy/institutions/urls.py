"""The addresses of the register of institutions."""

from __future__ import annotations

from django.urls import path

from . import views


urlpatterns = [
    path("", views.institutions, name="institutions"),
    path("add", views.add, name="institution-add"),
    path("bring-in", views.bring, name="institutions-bring-in"),
    path("<int:unit_id>/", views.institution, name="institution"),
    path("<int:unit_id>/correct", views.correct, name="institution-correct"),
    path("<int:unit_id>/close", views.close, name="institution-close"),
    path("<int:unit_id>/open", views.open_again, name="institution-open"),
]
