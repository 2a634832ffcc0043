"""A visit: in, counted, out; or why nobody went, or on which other day."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from payung.programme.activities.categories import Age
from payung.programme.activities.models import Reason, State
from payung.programme.activities.taps import NoTap, TapOf
from payung.programme.activities.views.taps import (
    Take,
    Taken,
    pressed,
    take_heap,
    take_one,
)
from payung.programme.outreach import access, undoing, visiting
from payung.programme.outreach.diary import Tap, take_taps, tap_of
from payung.programme.outreach.forms import InForm, MoveForm, ReasonForm, SlotForm
from payung.programme.outreach.models import OutreachVisit
from payung.programme.outreach.planning import zone_of
from payung.programme.outreach.tallies import (
    counts_of,
    material_counters,
    people_counters,
    setting_of,
)
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe

from .week import week_of


# Signed in is enough: a count opens nothing, and keys close while a visit goes on.
@signed_in
def visit(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Show the diary of a visit; without scripts, take one tap."""
    found, at = access.visit_for(actor, visit_id), timezone.now()
    if request.method == "POST":
        take_one(
            request,
            _pressed(request, at),
            _reader(actor, found),
            _taking(actor, found, at),
        )
        return redirect("visit", found.pk)
    counts = counts_of(found)
    alerts = found.venue.alerts.filter(expires_at__gt=at)
    zone = zone_of(found.venue)
    day = found.activity.planned_start.astimezone(zone).date()
    context = {
        "visit": found,
        "zone": zone,
        "at": at,
        "state": State(found.activity.state),
        "called_off": found.activity.state in (State.CANCELLED, State.POSTPONED),
        "inside": found.in_at is not None and found.out_at is None,
        "late": found.due_at is not None and found.due_at < at,
        "open": found.in_at is None and found.activity.state in ("planned", "missed"),
        "hers": access.counts_in(actor, found),
        "people": people_counters(found, counts),
        "materials": material_counters(counts),
        "ages": Age,
        "setting": setting_of(found),
        "counts": json.dumps(_said(found)),
        "alerts": alerts.order_by("expires_at"),
        "in_form": InForm(),
        "key": uuid4(),
        "back": week_of(day),
    }
    return render(request, "outreach/visit.html", context)


@require_POST
@signed_in
def taps(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Take what a phone has counted; say which taps are kept here now."""
    found, at = access.visit_for(actor, visit_id), timezone.now()
    reader = _reader(actor, found)
    return take_heap(request, reader, _taking(actor, found, at), at=at)


@require_GET
@signed_in
def counts(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Return what was counted in a visit, and what a kept page needs to send."""
    found = access.visit_for(actor, visit_id)
    answer = {"counts": _said(found), "csrf": get_token(request)}
    return JsonResponse(answer)


@require_POST
@signed_in
def go_in(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Let the pair go in, or stay longer."""
    found, at = access.visit_for(actor, visit_id), timezone.now()
    form = InForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose in which time you are out again."))
        return redirect("visit", found.pk)
    deed = visiting.stay_longer if "longer" in request.POST else visiting.check_in
    try:
        deed(actor=actor, visit=found, back_by=form.back_by(at), at=at)
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("visit", found.pk)


@require_POST
@signed_in
def go_out(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Let both be out and safe."""
    found = access.visit_for(actor, visit_id)
    try:
        visiting.check_out(actor=actor, visit=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("Both are out. Nobody looks for you any more."))
    return redirect("visit", found.pk)


@require_POST
@signed_in
def help_now(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Tell whoever coordinates, at once."""
    found = access.visit_for(actor, visit_id)
    try:
        told = visiting.need_help(actor=actor, visit=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("visit", found.pk)
    if told:
        messages.success(request, _("They are told now. Go where people are."))
    else:
        messages.warning(request, _("Nobody could be reached from here. Call them."))
    return redirect("visit", found.pk)


@signed_in
def not_held(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Say why nobody went."""
    found = access.visit_for(actor, visit_id)
    check_role(actor, *access.GOES)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = Reason(form.cleaned_data["reason"])
        try:
            visiting.not_held(
                actor=actor, visit=found, reason=reason, at=timezone.now()
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("visit", found.pk)
    return ask(request, form, _ask(found, _("Nobody went"), _("Keep")))


@signed_in
def move(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Move a visit that is set to another day, with the reason."""
    found = access.visit_for(actor, visit_id)
    check_role(actor, *access.GOES)
    zone = zone_of(found.venue)
    form = MoveForm(request.POST or None, initial=_slot(found, request))
    if request.method == "POST" and form.is_valid():
        start, end = form.span(zone)
        try:
            made = visiting.move_visit(
                actor=actor,
                visit=found,
                reason=Reason(form.cleaned_data["reason"]),
                start=start,
                end=end,
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            day = made.activity.planned_start.astimezone(zone).date()
            return redirect(week_of(day))
    return ask(request, form, _ask(found, _("Another day"), _("Move it")))


@require_POST
@signed_in
def put_back(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Say that a visit was called off or moved by mistake."""
    found = access.visit_for(actor, visit_id)
    check_role(actor, *access.GOES)
    try:
        undoing.put_visit_back(actor=actor, visit=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("visit", found.pk)


@signed_in
def written_down(request: HttpRequest, actor: Actor, visit_id: UUID) -> HttpResponse:
    """Write down afterwards that a visit was held."""
    found = access.visit_for(actor, visit_id)
    check_role(actor, *access.GOES)
    form = SlotForm(request.POST or None, initial=_slot(found, request))
    if request.method == "POST" and form.is_valid():
        started, ended = form.span(zone_of(found.venue))
        try:
            visiting.held_before(
                actor=actor,
                visit=found,
                started=started,
                ended=ended,
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("visit", found.pk)
    return ask(request, form, _ask(found, _("We were there"), _("Keep")))


def _reader(actor: Actor, found: OutreachVisit) -> TapOf[Tap]:
    return tap_of if access.counts_in(actor, found) else _anothers


def _anothers(said: object, *, ahead: timedelta) -> Tap:
    raise NoTap(_("Only the two who go, or whoever leads the team, count here."))


def _taking(actor: Actor, found: OutreachVisit, at: datetime) -> Take[Tap]:
    def take(taps: Sequence[Tap]) -> Taken:
        took = take_taps(actor=actor, visit=found, taps=taps, at=at)
        found.refresh_from_db()
        unknown = [_unknown_card()] if took.cards_unknown else []
        return Taken(counts=_said(found), sentences=unknown)

    return take


def _pressed(request: HttpRequest, at: datetime) -> dict[str, object]:
    said, change = pressed(request, at)
    what, code, age = said["what"], str(said["code"]), request.POST.get("age", "")
    if what in ("person", "card") and len(code) == 4 and age in Age.values:
        said["code"] = f"{code[0]}{age}{code[2:]}"
    return said | {"change": int(change) if change.lstrip("-").isdecimal() else 1}


def _said(found: OutreachVisit) -> dict[str, object]:
    """Return the counters as the page's script takes them, in the shape of a door's."""
    # The moment of counting: of two answers the phone keeps the later count.
    at = timezone.now()
    heard = {True: "y", False: "n", None: ""}[found.violence]
    return {
        "at": int(at.timestamp() * 1000),
        "day": "",
        "visits": counts_of(found),
        "services": {},
        "closed": heard,
    }


def _unknown_card() -> str:
    return _("This card is not known here. She is counted without it.")


def _slot(found: OutreachVisit, request: HttpRequest) -> dict[str, object]:
    zone = zone_of(found.venue)
    starts = found.activity.planned_start.astimezone(zone)
    ends = found.activity.planned_end.astimezone(zone)
    day = request.GET.get("day", "") or starts.date()
    return {"day": day, "starts": starts.time(), "ends": ends.time()}


def _ask(found: OutreachVisit, title: str, button: str) -> Ask:
    return Ask(
        title=title,
        button=button,
        back=reverse("visit", args=[found.pk]),
        back_word=found.venue.code,
    )
