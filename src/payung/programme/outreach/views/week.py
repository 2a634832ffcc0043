"""The first page: warnings, the week, what is due, and how much there is for each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from payung.programme.outreach import access, planning
from payung.programme.outreach.due import due_list
from payung.programme.outreach.figures import met_in_month, plan_of_month
from payung.programme.outreach.models import VenueAlert
from payung.programme.outreach.ratios import people_a_worker, workers_a_supervisor
from payung.programme.outreach.sizes import sizes_of
from payung.programme.outreach.week import monday_of, strip_of
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of
from payung.programme.places.month_words import said


DUE_A_PAGE = 10
# What no calendar here knows is no day of a week of ours.
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2150, 1, 1)


@signed_in
def outreach(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one week of visits and the places that are due."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    today = day_of(actor.country, at)
    monday = monday_of(_day(request.GET.get("week", ""), today))
    due = due_list(actor, at=at)
    context = {
        "days": strip_of(actor, monday, at=at),
        "monday": monday,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
        "sunday": monday + timedelta(days=6),
        "this_week": monday == monday_of(today),
        "due": Paginator(due, DUE_A_PAGE).get_page(request.GET.get("due")),
        "alerts": _alerts(actor, at),
        "plans": _plans(actor, monday),
        "loads": [_load(team, today) for team in teams_of(actor)],
        "leads": actor.has(*access.LEADS),
        "month": today.replace(day=1),
        "met": met_in_month(actor.country, today, teams=actor.own_teams),
        "kept": plan_of_month(actor.country, today, teams=actor.own_teams),
    }
    return render(request, "outreach/week.html", context)


@require_POST
@signed_in
def move(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take a drop on the strip: a draft is moved, what is set asks for its reason.

    The names are those of the roster's form, whose script does the dragging.
    """
    check_role(actor, *KEYHOLDERS)
    day = _day(request.POST.get("day", ""), date.min)
    what, _, given = request.POST.get("shift", "").partition(":")
    try:
        found = UUID(given)
    except ValueError:
        raise access.NoSuchVisit(given[:40]) from None
    if day == date.min:
        raise access.NoSuchVisit(given)
    if what != "planned":
        visit = access.visit_for(actor, found)
        return redirect(f"{reverse('visit-move', args=[visit.pk])}?day={day}")
    check_role(actor, *access.GOES)
    planned = access.planned_for(actor, found)
    try:
        planning.move_planned(actor=actor, planned=planned, day=day, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(week_of(day))


def week_of(day: date) -> str:
    """Return the address of the week that a day lies in."""
    return f"{reverse('outreach')}?week={day.isoformat()}"


def _alerts(actor: Actor, at: datetime) -> list[VenueAlert]:
    rows = VenueAlert.objects.filter(
        venue__in=access.venues_of(actor), expires_at__gt=at
    )
    return list(rows.select_related("venue").order_by("expires_at"))


def _plans(actor: Actor, monday: date) -> list[dict[str, object]]:
    """Return what to say of the plans of the months that this week lies in."""
    last = monday + timedelta(days=6)
    months = sorted({monday.replace(day=1), last.replace(day=1)})
    return [
        {
            "team": team,
            "month": month,
            "said": said(month),
            "draft": _draft(team, month),
            "in_force": planning.in_force(team, month),
        }
        for team in teams_of(actor)
        for month in months
    ]


def _draft(team: Team, month: date) -> object:
    found = planning.current_plan(team, month)
    return found if found is not None and found.approved_at is None else None


def _load(team: Team, today: date) -> dict[str, object]:
    workers = access.paralegals_of(team).count()
    open_now = team.venues.filter(closed_at=None)
    sizes = sizes_of(open_now, on=today)
    return {
        "team": team,
        "sizes": sizes,
        "workers": workers,
        "people": people_a_worker(sizes.point, workers),
        "supervisors": workers_a_supervisor(
            workers, access.supervisors_of(team).count()
        ),
    }


def _day(typed: str, otherwise: date) -> date:
    try:
        day = parse_date(typed)
    except ValueError:
        return otherwise
    return day if day and FIRST_DAY <= day <= LAST_DAY else otherwise
