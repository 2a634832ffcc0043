"""The page of counselling, what is due there, and its locked words one at a time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases.access import case_for
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.stages import AT_REST, Stage, may_follow
from payung.programme.cases.views.case import opened as shown
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import is_open
from payung.programme.counselling import closing, dues, intake, showing
from payung.programme.counselling.access import due_in
from payung.programme.counselling.care_page import care_page
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe


@signed_in
def care(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show counselling in a case: what is due first."""
    case, at = case_for(actor, reference), timezone.now()
    at_rest = Stage(case.stage) in AT_REST
    allowed = is_open(case, Purpose.SERVICE, at=at)
    context = {
        "case": case,
        "zone": zone_of(case),
        "page": care_page(case, at=at),
        "allowed": allowed,
        "may_write": allowed and not at_rest,
        "at_rest": at_rest,
        "may_close": may_follow(Stage(case.stage), Stage.CLOSED),
        "supervises": actor.has(*closing.SUPERVISORS),
    }
    return render(request, "counselling/care.html", context)


@require_POST
@unlocked
def begin(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Begin to counsel."""
    case = case_for(actor, reference)
    try:
        intake.begin(actor=actor, case=case, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case-counselling", case.reference)


@require_POST
@unlocked
def done(
    request: HttpRequest, actor: Actor, reference: str, due_id: UUID
) -> HttpResponse:
    """Mark something that was due as done."""
    case = case_for(actor, reference)
    due = due_in(case, due_id)
    try:
        dues.do_due(actor=actor, due=due, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case-counselling", case.reference)


@require_POST
@unlocked
def supervised(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down that a supervisor has looked at it."""
    case = case_for(actor, reference)
    try:
        closing.supervise(actor=actor, case=case, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case-counselling", case.reference)


@require_POST
@unlocked
def show(
    request: HttpRequest, actor: Actor, reference: str, what: str, row_id: UUID
) -> HttpResponse:
    """Open one locked text."""
    case = case_for(actor, reference)
    return shown(
        request,
        case,
        _("Written down"),
        lambda: showing.show(
            actor=actor, case=case, what=what, row_id=row_id, at=timezone.now()
        ),
    )
