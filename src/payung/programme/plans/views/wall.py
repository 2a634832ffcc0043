"""The plan wall, one line of it, what is late and why, and one's own week."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from payung.programme.activities.rooms import rooms_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of
from payung.programme.plans import access, late, making
from payung.programme.plans.indicator_codes import said
from payung.programme.plans.marks import SIGNS, Mark
from payung.programme.plans.models import PlanVersion
from payung.programme.plans.months import start_of
from payung.programme.plans.wall import wall_of


A_YEAR = timedelta(days=365)
A_PAGE = 12


@signed_in
def wall(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the plan in force as it stands today."""
    check_role(actor, *KEYHOLDERS)
    return _wall(request, actor, access.plan_now(actor))


@signed_in
def version(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Show one version of the plan as it was approved, against what was held."""
    check_role(actor, *KEYHOLDERS)
    return _wall(request, actor, access.version_for(actor, number))


@signed_in
def line(request: HttpRequest, actor: Actor, line_id: UUID) -> HttpResponse:
    """Show one line: what it promises and everything that was planned for it."""
    check_role(actor, *KEYHOLDERS)
    row, at = access.line_for(actor, line_id), timezone.now()
    found = wall_of(actor, row.version, at=at)
    [cells] = [
        one.cells for group in found.groups for one in group.rows if one.line == row
    ]
    planned = late.activities_of_line(actor, row)
    rooms = {room.code: room.name for room in rooms_of(actor)}
    coming = [one for one in planned if one.planned_end >= at]
    before = [one for one in reversed(planned) if one.planned_end < at]
    context = {
        "line": row,
        "room": rooms.get(row.site, row.site),
        "indicators": [said(code) for code in row.indicators],
        "cells": [cell for cell in cells if cell.mark is not Mark.NOTHING],
        "coming": Paginator(coming, A_PAGE).get_page(request.GET.get("coming")),
        "before": Paginator(before, A_PAGE).get_page(request.GET.get("before")),
        "plans": access.may_plan(actor),
    }
    return render(request, "plans/line.html", context)


@signed_in
def late_and_why(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is late and the reasons that were given."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    since, page = _since(actor, at), request.GET.get("page")
    found = late.late_and_why(actor, since=since, at=at, page=page)
    return render(request, "plans/late.html", {"late": found, "here": "late"})


@signed_in
def week(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show seven days from today."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    context = {
        "days": late.week_of(actor, at=at),
        "unsaid": late.how_many_late(actor, at=at),
        "here": "week",
        "may_add": bool(actor.own_teams),
    }
    return render(request, "plans/week.html", context)


@require_POST
@signed_in
def into_calendar(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Put what is to come into the calendar; pressed again it adds nothing twice."""
    access.check_planner(actor)
    found = access.version_for(actor, number)
    try:
        filled = making.put_into_calendar(actor=actor, version=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _said(filled))
    return redirect("plan")


def _said(filled: making.Filled) -> str:
    if not (filled.made or filled.counted_in):
        return _("Everything is in the calendar already.")
    new = ngettext(
        "%(count)s is new in the calendar.",
        "%(count)s are new in the calendar.",
        filled.made,
    ) % {"count": filled.made}
    if not filled.counted_in:
        return new
    there = ngettext(
        "%(count)s was planned before and counts for the plan now.",
        "%(count)s were planned before and count for the plan now.",
        filled.counted_in,
    ) % {"count": filled.counted_in}
    return f"{new} {there}"


def _wall(
    request: HttpRequest, actor: Actor, shown: PlanVersion | None
) -> HttpResponse:
    now = access.plan_now(actor)
    context: dict[str, object] = {
        "plans": access.may_plan(actor),
        "draft": access.draft_of(actor),
        "here": "wall",
        "in_force": shown == now,
        "earlier": [
            one
            for one in access.versions_of(actor).filter(approved_at__isnull=False)
            if one != shown
        ],
        "legend": [(mark.value, SIGNS[mark], word) for mark, word in _legend()],
    }
    if shown is not None:
        context["wall"] = wall_of(actor, shown, at=timezone.now())
    return render(request, "plans/wall.html", context)


def _legend() -> list[tuple[Mark, str]]:
    return [
        (Mark.DONE, _("all held")),
        (Mark.PARTLY, _("some held, or not all said yet")),
        (Mark.MOVED, _("moved or called off, with the reason")),
        (Mark.MISSED, _("not held")),
        (Mark.COMING, _("to come")),
    ]


def _since(actor: Actor, at: datetime) -> datetime:
    plan = access.plan_now(actor)
    if plan is None:
        return at - A_YEAR
    return start_of(plan.first_month, pack_of(actor.country).zone())
