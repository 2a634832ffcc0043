"""Addresses of the calls, in words that say nothing of them."""

from __future__ import annotations

from django.urls import path

from .views import (
    alerting,
    board,
    lines,
    opening_from,
    out,
    own_call,
    sheet,
    state,
    writing,
)


ONE = "calls/<slug:reference>"

urlpatterns = [
    path("calls/", board.calls, name="calls"),
    path("calls/live", board.live, name="calls-live"),
    path("calls/take", sheet.take, name="call-take"),
    path("calls/mine", own_call.own_call, name="own-call"),
    path("calls/now", alerting.raise_one, name="alert-raise"),
    path("calls/now/<slug:reference>", alerting.alert, name="alert"),
    path("calls/now/<slug:reference>/do", alerting.do, name="alert-do"),
    path("calls/now/<slug:reference>/live", alerting.live, name="alert-live"),
    path("calls/state", state.state, name="line-state"),
    path("calls/lines", lines.lines, name="lines"),
    path("calls/lines/<int:line_id>/end", lines.end, name="line-end"),
    path("calls/open", lines.open_machine, name="line-open"),
    path("calls/out/<slug:reference>", out.out, name="out"),
    path("calls/out/<slug:reference>/say", out.report, name="out-say"),
    path("calls/out/<slug:reference>/where", out.place, name="out-where"),
    path(ONE, sheet.sheet, name="call"),
    path(f"{ONE}/do", sheet.do, name="call-do"),
    path(f"{ONE}/show/<slug:part>", sheet.show, name="call-show"),
    path(f"{ONE}/hear/<int:voice>", sheet.hear, name="call-hear"),
    path(f"{ONE}/said", writing.note, name="call-note"),
    path(f"{ONE}/kind", writing.kind, name="call-kind"),
    path(f"{ONE}/to", writing.hand_over, name="call-hand-over"),
    path(f"{ONE}/close", writing.close, name="call-close"),
    path(f"{ONE}/two", writing.pair, name="call-pair"),
    path(f"{ONE}/work", opening_from.case, name="call-case"),
    path(f"{ONE}/note", opening_from.report, name="call-report"),
]
