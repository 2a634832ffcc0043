"""Addresses of counselling. Closing a case is here too, because of its checks."""

from __future__ import annotations

from django.urls import path

from .views import care, closing, writing


ONE = "work/<str:reference>"
ALL = f"{ONE}/counselling"

urlpatterns = [
    path(f"{ONE}/close", closing.close, name="case-close"),
    path(ALL, care.care, name="case-counselling"),
    path(f"{ALL}/begin", care.begin, name="care-begin"),
    path(f"{ALL}/need", writing.need, name="care-need"),
    path(f"{ALL}/need/<uuid:need_id>", writing.referral, name="care-referral"),
    path(f"{ALL}/option", writing.option, name="care-option"),
    path(f"{ALL}/option/<uuid:option_id>", writing.decision, name="care-decision"),
    path(f"{ALL}/goal", writing.goal, name="care-goal"),
    path(f"{ALL}/goal/<uuid:goal_id>", writing.goal_end, name="care-goal-end"),
    path(f"{ALL}/session", writing.session, name="care-session"),
    path(f"{ALL}/safety", writing.risk, name="care-risk"),
    path(f"{ALL}/due/<uuid:due_id>", care.done, name="care-done"),
    path(f"{ALL}/looked-at", care.supervised, name="care-supervised"),
    path(f"{ALL}/show/<slug:what>/<uuid:row_id>", care.show, name="care-show"),
]
