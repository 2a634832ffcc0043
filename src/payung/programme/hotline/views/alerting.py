"""Calling for a lawyer: one press, then a page that says who has it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.hotline.sheet.alert_forms import AlertCloseForm, HandBackForm
from payung.programme.hotline.sheet.alert_page import alert_page, may_close
from payung.programme.hotline.sheet.alert_raising import raise_once
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.standby import access, alerts
from payung.programme.standby.models import (
    AlertEnding,
    AttorneyAlert,
    HandBackReason,
)


@require_POST
@signed_in
def raise_one(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Call for a lawyer at once: nothing is asked first, not even the passphrase."""
    check_role(actor, *KEYHOLDERS)
    about = request.POST.get("about", "")
    raised = raise_once(actor=actor, about=about, at=timezone.now())
    return redirect("alert", raised.reference)


@signed_in
def alert(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show who is asked now, or who has it."""
    found = access.alert_for(actor, reference)
    context = {
        "page": alert_page(actor, found, at=timezone.now()),
        "hand_back": HandBackForm(),
        "close": AlertCloseForm(),
    }
    return render(request, "hotline/alert.html", context)


@signed_in
def live(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Return the part that changes, or nothing where it is the same as `seen`."""
    found = access.alert_for(actor, reference)
    context = {"page": alert_page(actor, found, at=timezone.now())}
    html = render_to_string("hotline/alert_part.html", context, request=request)
    digest = hashlib.sha256(html.encode()).hexdigest()[:16]
    if request.GET.get("seen") == digest:
        return HttpResponse(status=204)
    response = HttpResponse(html)
    response.headers["X-Seen"] = digest
    return response


@require_POST
@signed_in
def do(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Accept it, say how it goes, give it back or close it, each with one press."""
    found, at = access.alert_for(actor, reference), timezone.now()
    try:
        said = _done(request, actor, found, at)
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect("alert", found.reference)


def _done(
    request: HttpRequest, actor: Actor, found: AttorneyAlert, at: datetime
) -> str:
    """Do what was pressed; return what is said of it. Raise CannotBe."""
    match request.POST.get("deed", ""):
        case "accept":
            return _accept(actor, found, at)
        case "spoke":
            alerts.say_spoken(actor=actor, alert=found, at=at)
            return _("Thank you. Close it when it is over.")
        case "hand-back":
            reason = _chosen(HandBackForm(request.POST))
            why = HandBackReason(reason) if reason else None
            alerts.hand_back(actor=actor, alert=found, reason=why, at=at)
            return _("Others are asked now.")
        case "close":
            ending = _chosen(AlertCloseForm(request.POST))
            _close(actor, found, AlertEnding(ending) if ending else None, at)
            return _("Closed. Thank you.")
        case "mistake":
            _close(actor, found, AlertEnding.MISTAKE, at)
            return _("Closed. Nobody is asked any more.")
    raise CannotBe(_("Use one of the buttons of the page."))


def _accept(actor: Actor, found: AttorneyAlert, at: datetime) -> str:
    after = alerts.accept_alert(actor=actor, alert=found, at=at)
    if after.attorney != actor.handle:
        said = _("%(who)s was quicker and has it. Thank you.")
        return said % {"who": after.attorney or after.closed_by}
    return _("You have it. Speak with her, or with those who hold her.")


def _close(
    actor: Actor, found: AttorneyAlert, reason: AlertEnding | None, at: datetime
) -> None:
    if not may_close(actor, found):
        raise NotHerRole(actor.handle)
    alerts.close_alert(actor=actor, alert=found, reason=reason, at=at)


def _chosen(form: HandBackForm | AlertCloseForm) -> str:
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""
