"""Going out to somebody: the pair reports with one tap each, others see where they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines.dispatch import (
    STAGES_OVER,
    NotInThisPair,
    Report,
    Stage,
    can_report,
)
from payung.programme.hotline import access
from payung.programme.hotline.forms import CallOffForm
from payung.programme.hotline.models import Response
from payung.programme.hotline.outings import responses
from payung.programme.hotline.outings.responding import response_of
from payung.programme.hotline.response_models import CalledOff
from payung.programme.hotline.words import REPORTS, STAGES
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import revealed


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """One stage on the way: its word, and when it was reached."""

    word: Promise
    at: datetime | None


@signed_in
def out(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show how far the pair is, and what one of them can say with one tap."""
    response = access.response_for(actor, reference)
    said = response_of(response)
    pair = list(said.pair)
    context = {
        "response": response,
        "contact": response.contact,
        "pair": pair,
        "stage": STAGES[Stage(response.stage)],
        "marks": _marks(response),
        "taps": _taps(actor, response),
        "over": response.stage in STAGES_OVER,
        "called_off": response.get_called_off_display(),
        "may_go": response.stage == Stage.NEEDED and actor.handle not in pair,
        "helps": can_report(said, Report.HELP, actor.handle),
        "hears": can_report(said, Report.HELP_COMES, actor.handle),
        "alarm": response.alarm,
        "off": CallOffForm() if responses.may_call_off(actor, response) else None,
        "late": response.due_at is not None and response.due_at < timezone.now(),
    }
    return render(request, "hotline/out.html", context)


@require_POST
@signed_in
def report(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Take one tap: on the way, there, seen, well, help, back, I go, I cannot.

    Also that help comes, and that nobody need go any more.
    """
    response = access.response_for(actor, reference)
    said, at = request.POST.get("said", ""), timezone.now()
    try:
        if said == "accepted":
            responses.accept_offer(response=response, person=actor.handle, at=at)
        elif said == Report.CALLED_OFF:
            why = _why(request.POST.get("why", ""))
            responses.call_off(actor=actor, response=response, why=why, at=at)
        else:
            responses.report(actor=actor, response=response, said=Report(said), at=at)
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    except (NotInThisPair, ValueError):
        messages.warning(request, _("This does not fit any more. Look at it again."))
    return redirect("out", response.reference)


@require_POST
@unlocked
def place(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Open where to go."""
    response = access.response_for(actor, reference)
    return revealed(
        request,
        response.contact.reference,
        reverse("out", args=[response.reference]),
        lambda: responses.show_place(actor=actor, response=response, at=timezone.now()),
    )


def _marks(response: Response) -> tuple[Mark, ...]:
    reached: dict[str, datetime] = {}
    for event in response.events.order_by("number"):
        reached.setdefault(event.stage, event.at)
    off = response.stage == Stage.CALLED_OFF
    # What was called off comes to none of the stages that are left.
    return tuple(
        Mark(word=word, at=reached.get(stage))
        for stage, word in STAGES.items()
        if (stage in reached if off else stage is not Stage.CALLED_OFF)
    )


def _taps(actor: Actor, response: Response) -> tuple[tuple[str, Promise], ...]:
    """Return what one of the pair can say now, the likeliest first; help stands apart."""
    now = response_of(response)
    return tuple(
        (said.value, word)
        for said, word in REPORTS.items()
        if said is not Report.HELP and can_report(now, said, actor.handle)
    )


def _why(given: str) -> CalledOff | None:
    return CalledOff(given) if given in CalledOff else None
