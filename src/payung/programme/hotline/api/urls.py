"""Addresses for telephones and channels, below line/."""

from __future__ import annotations

from django.urls import path

from . import views


urlpatterns = [
    path("<slug:country>/arrived", views.arrived, name="line-arrived"),
    path("<slug:country>/news", views.news, name="line-news"),
    path("<slug:country>/plans", views.plans, name="line-plans"),
    path("<slug:country>/in/<slug:channel>", views.message, name="line-in"),
    path("<slug:country>/voice", views.voice, name="line-voice"),
]
