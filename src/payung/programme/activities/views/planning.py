"""Plan something, move it, call it off."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.activities import actions
from payung.programme.activities.access import activity_for
from payung.programme.activities.forms import (
    CancelForm,
    MoveForm,
    PlanForm,
    hours_of,
)
from payung.programme.activities.models import Activity, Kind, Reason
from payung.programme.activities.rooms import rooms_of
from payung.programme.activities.work import is_begun, work_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.models import Person, Team, TeamKind
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of


A_WEEK = timedelta(days=7)


@unlocked
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan something; the same form sent twice plans it once."""
    check_role(actor, *KEYHOLDERS)
    teams = Team.objects.filter(pk__in=tuple(actor.own_teams)).exclude(
        kind=TeamKind.SIDE
    )
    people = Person.objects.filter(
        country=actor.country, is_active=True, grants__team__in=teams
    )
    form = PlanForm(
        request.POST or None,
        zone=pack_of(actor.country).zone(),
        teams=teams.order_by("name"),
        people=people.distinct().order_by("handle"),
        rooms=rooms_of(actor),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan_activity(actor=actor, new=_new(form), at=timezone.now())
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("activity", made.pk)
    return _ask(request, form, title=_("Plan something"), button=_("Plan it"))


@unlocked
def move(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Move it to another day, with the reason."""
    row, zone = activity_for(actor, activity), pack_of(actor.country).zone()
    if elsewhere := _leave_at(row):
        return redirect(elsewhere)
    later = hours_of(row.planned_start + A_WEEK, row.planned_end + A_WEEK, zone)
    form = MoveForm(request.POST or None, zone=zone, initial=later)
    if request.method == "POST" and form.is_valid():
        start, end = form.span()
        try:
            moved = actions.postpone(
                actor=actor,
                activity=row,
                reason=Reason(form.cleaned_data["reason"]),
                start=start,
                end=end,
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Moved. It stands in the calendar anew."))
            return redirect("activity", moved.pk)
    return _ask(
        request, form, title=_("Move to another day"), button=_("Move it"), row=row
    )


@unlocked
def cancel(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Call it off, with the reason."""
    row = activity_for(actor, activity)
    if elsewhere := _leave_at(row):
        return redirect(elsewhere)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = Reason(form.cleaned_data["reason"])
        try:
            actions.cancel(actor=actor, activity=row, reason=reason, at=timezone.now())
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Called off."))
            return redirect("activity", row.pk)
    return _ask(request, form, title=_("Call it off"), button=_("Call it off"), row=row)


def _leave_at(row: Activity) -> str:
    """Return the page on which begun work is moved and called off, "" where this is."""
    work = work_of(row.kind)
    if work is None or work.leave is None or not is_begun(row):
        return ""
    return work.leave(row)


def _new(form: PlanForm) -> actions.NewActivity:
    said = form.cleaned_data
    start, end = form.span()
    return actions.NewActivity(
        team=said["team"],
        kind=Kind(said["kind"]),
        start=start,
        end=end,
        site=said["site"],
        key=said["key"],
        owner=said["owner"],
        note=said["note"],
    )


def _ask(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    row: Activity | None = None,
) -> HttpResponse:
    about = Ask(
        title=title,
        button=button,
        back=reverse("activity", args=[row.pk]) if row else reverse("plan-week"),
        back_word=row.get_kind_display() if row else _("My week"),
    )
    return ask(request, form, about)
