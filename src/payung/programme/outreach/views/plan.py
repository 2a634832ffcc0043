"""The plan of a month: a visit added, changed, taken out; the whole approved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.activities.forms import hours_of
from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.on_the_plan import named, offer, wish_of
from payung.programme.outreach import access, planning
from payung.programme.outreach.codes import Purpose
from payung.programme.outreach.forms import PlanForm
from payung.programme.outreach.models import MicroPlan, MicroPlanVisit, Venue
from payung.programme.outreach.pairs import NewVisit, Pair
from payung.programme.outreach.setting import set_visit
from payung.programme.people.access import team_for
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of
from payung.programme.places.month_words import said
from payung.programme.places.packs import pack_of

from .week import week_of


A_PAGE = 15


@signed_in
def plan(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Show one version of a plan; the draft can be approved here."""
    found = access.plan_for(actor, plan_id)
    zone = pack_of(found.country).zone()
    visits = found.visits.select_related("venue", "first", "second")
    context = {
        "plan": found,
        "zone": zone,
        "visits": Paginator(
            visits.order_by("starts_at", "venue__code"), A_PAGE
        ).get_page(request.GET.get("page")),
        "leads": actor.has(*access.LEADS),
        "newer": MicroPlan.objects.filter(
            team=found.team, month=found.month, version__gt=found.version
        ).first(),
        "back": week_of(found.month),
        "month": said(found.month),
    }
    return render(request, "outreach/plan.html", context)


@require_POST
@signed_in
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin the plan of a month, or a new version of it."""
    check_role(actor, *access.GOES)
    month = _day_or_none(request.POST.get("month", ""))
    try:
        team = team_for(actor, UUID(request.POST.get("team", "")))
    except ValueError:
        raise access.NoSuchPlan from None
    if month is None:
        raise access.NoSuchPlan
    made = planning.begin_plan(actor=actor, team=team, month=month, at=timezone.now())
    return redirect("micro-plan", made.pk)


@require_POST
@signed_in
def approve(request: HttpRequest, actor: Actor, plan_id: UUID) -> HttpResponse:
    """Approve a draft."""
    check_role(actor, *access.LEADS)
    found = access.plan_for(actor, plan_id)
    try:
        planning.approve_plan(actor=actor, plan=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("Approved. It stays as it is from now on."))
    return redirect("micro-plan", found.pk)


@signed_in
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan a visit: in the draft of its month, or set at once where there is none."""
    check_role(actor, *access.GOES)
    at = timezone.now()
    there = named(actor, Kind.OUTREACH, request.GET.get("activity", ""))
    form = _form(request, actor, there=there)
    offer(form, actor, Kind.OUTREACH, at=at, first=there)
    if request.method == "POST" and form.is_valid():
        new = _new(form)
        try:
            _keep(actor, new, form.cleaned_data["key"], at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect(week_of(form.cleaned_data["day"]))
    about = Ask(
        title=_("Plan a visit"),
        button=_("Plan it"),
        back=reverse("outreach"),
        back_word=_("Visits"),
    )
    return ask(request, form, about)


@signed_in
def change(request: HttpRequest, actor: Actor, planned_id: UUID) -> HttpResponse:
    """Change a visit of a draft; of an approved plan, only show it."""
    planned = access.planned_for(actor, planned_id)
    check_role(actor, *access.GOES)
    form = _form(request, actor, planned)
    there = named(actor, Kind.OUTREACH, planned.on_plan)
    offer(
        form,
        actor,
        Kind.OUTREACH,
        at=timezone.now(),
        first=there,
        chosen=planned.on_plan,
    )
    if request.method == "POST" and form.is_valid():
        try:
            planning.change_planned(
                actor=actor, planned=planned, new=_new(form), at=timezone.now()
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect(week_of(form.cleaned_data["day"]))
    zone = planning.zone_of(planned.venue)
    day = planned.starts_at.astimezone(zone).date()
    monday = day - timedelta(days=day.weekday())
    others = [monday + timedelta(days=n) for n in range(7)]
    about = Ask(
        title=planned.venue.code,
        button=_("Keep"),
        back=week_of(day),
        back_word=_("Visits"),
        page="outreach/planned.html",
        more={"planned": planned, "day": day, "others": others},
    )
    return ask(request, form, about)


@require_POST
@signed_in
def out(request: HttpRequest, actor: Actor, planned_id: UUID) -> HttpResponse:
    """Take a visit out of a draft."""
    planned = access.planned_for(actor, planned_id)
    check_role(actor, *access.GOES)
    day = planned.starts_at.astimezone(planning.zone_of(planned.venue)).date()
    try:
        planning.take_out(actor=actor, planned=planned, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(week_of(day))


def _keep(actor: Actor, new: NewVisit, key: UUID | None, at: datetime) -> None:
    month = new.starts_at.astimezone(planning.zone_of(new.venue)).date()
    current = planning.current_plan(new.venue.team, month)
    if current is not None and current.approved_at is None:
        planning.plan_visit(actor=actor, plan=current, new=new, key=key, at=at)
    else:
        set_visit(actor=actor, new=new, key=key, at=at)


def _form(
    request: HttpRequest,
    actor: Actor,
    planned: MicroPlanVisit | None = None,
    *,
    there: Activity | None = None,
) -> PlanForm:
    venues = access.venues_of(actor).filter(closed_at=None).order_by("code")
    if planned is not None:
        venues = venues.filter(team=planned.venue.team)
    teams = [venue.team for venue in venues]
    people = access.workers_in(teams)
    begins = _begins_planned(planned) if planned else _begins(request, actor)
    if there is not None:
        zone = pack_of(actor.country).zone()
        begins |= hours_of(there.planned_start, there.planned_end, zone)
    return PlanForm(request.POST or None, venues=venues, people=people, initial=begins)


def _begins(request: HttpRequest, actor: Actor) -> dict[str, object]:
    today = day_of(actor.country, timezone.now())
    day = _day_or_none(request.GET.get("day", "")) or today + timedelta(days=1)
    return {
        "venue": request.GET.get("venue", ""),
        "day": day,
        "starts": "18:00",
        "ends": "20:00",
        "first": actor.handle,
        "key": uuid4(),
    }


def _begins_planned(planned: MicroPlanVisit) -> dict[str, object]:
    zone = planning.zone_of(planned.venue)
    starts, ends = (
        planned.starts_at.astimezone(zone),
        planned.ends_at.astimezone(zone),
    )
    return {
        "venue": planned.venue.code,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "first": planned.first.handle,
        "second": planned.second.handle,
        "purpose": planned.purpose,
    }


def _new(form: PlanForm) -> NewVisit:
    venue: Venue = form.cleaned_data["venue"]
    starts, ends = form.span(planning.zone_of(venue))
    pair = Pair(first=form.cleaned_data["first"], second=form.cleaned_data["second"])
    return NewVisit(
        venue=venue,
        starts_at=starts,
        ends_at=ends,
        pair=pair,
        purpose=Purpose(form.cleaned_data["purpose"]),
        wish=wish_of(form),
    )


def _day_or_none(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None
