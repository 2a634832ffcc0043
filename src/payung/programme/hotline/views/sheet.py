"""The sheet of one contact: what it is, what can be done with it, what has happened."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.engines.dispatch import Channel, Kind, Priority, State
from payung.gateways.vault import FolderVault, NoSuchFile
from payung.programme.alerts.telephones import telephones
from payung.programme.hotline import access
from payung.programme.hotline.models import Contact
from payung.programme.hotline.sheet import calling_back, reading, sheets
from payung.programme.hotline.sheet.board import ringing_for
from payung.programme.hotline.sheet.sheet_page import (
    deeds_for,
    history_of,
    locked_of,
    voices_of,
)
from payung.programme.hotline.words import CHANNELS, KINDS, PRIORITIES, STATES
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import could_not_open, revealed, stays_closed
from payung.programme.places.queries import area_names


SIMPLE: dict[str, Callable[..., Contact]] = {
    "take": sheets.take,
    "take-over": sheets.take_it_over,
    "reached": sheets.reached,
    "not-reached": sheets.not_reached,
    "check-in": sheets.check_in,
    "give-back": sheets.give_back,
    "raise": sheets.raise_priority,
}


@signed_in
def sheet(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show a contact. Nothing that is locked is opened by looking."""
    contact, at = access.contact_for(actor, reference), timezone.now()
    areas = area_names(actor.country, actor.language)
    context = {
        "contact": contact,
        "what": CHANNELS[Channel(contact.channel)],
        "where": areas.get(contact.area, ""),
        "state": STATES[State(contact.state)],
        "how_soon": PRIORITIES[Priority(contact.priority)],
        "kind": KINDS[Kind(contact.kind)],
        "at": at,
        "closed": contact.state == State.CLOSED,
        "urgent": contact.priority == Priority.A and contact.state != State.CLOSED,
        "hers": contact.owner == actor.handle,
        "may_end": contact.owner in ("", actor.handle),
        "deeds": deeds_for(actor, contact),
        "ringing": ringing_for([contact], at=at).get(contact.pk, ()),
        "locked": locked_of(contact),
        "later": sum(one.text is not None for one in contact.said.all()),
        "voices": voices_of(contact),
        "history": history_of(contact),
        "responses": contact.responses.order_by("-needed_at"),
    }
    return render(request, "hotline/sheet.html", context)


@require_POST
@unlocked
def take(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take a contact from the board; the reference stands in the body, not in a URL."""
    contact = access.contact_for(actor, request.POST.get("reference", ""))
    return _deed(request, actor, contact, sheets.take)


@require_POST
@unlocked
def do(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Do one of the simple things with a contact."""
    contact = access.contact_for(actor, reference)
    name = request.POST.get("deed", "")
    if name == "ring-back":
        return _ring_back(request, actor, contact)
    deed = SIMPLE.get(name)
    if deed is None:
        messages.warning(request, _("Use one of the buttons of the page."))
        return redirect("call", contact.reference)
    return _deed(request, actor, contact, deed)


@require_POST
@unlocked
def show(request: HttpRequest, actor: Actor, reference: str, part: str) -> HttpResponse:
    """Open one locked part: the number, the text, the later texts, the note."""
    contact, at = access.contact_for(actor, reference), timezone.now()

    def text() -> str:
        if part == "later":
            texts = reading.show_later(actor=actor, contact=contact, at=at)
            return "\n\n".join(one.text for one in texts)
        return reading.show_part(actor=actor, contact=contact, part=part, at=at)

    here = reverse("call", args=[contact.reference])
    return revealed(request, contact.reference, here, text)


@unlocked
def hear(
    request: HttpRequest, actor: Actor, reference: str, voice: int
) -> HttpResponse | StreamingHttpResponse:
    """Play a message left by voice, opened piece by piece."""
    contact = access.contact_for(actor, reference)
    found = access.voicemail_in(contact, voice)
    try:
        pieces = reading.hear(
            actor=actor,
            voicemail=found,
            vault=FolderVault(settings.VAULT),
            at=timezone.now(),
        )
    except (sealed.Refused, NoSuchFile):
        return stays_closed(could_not_open())
    return StreamingHttpResponse(pieces, content_type="audio/wav")


def _ring_back(request: HttpRequest, actor: Actor, contact: Contact) -> HttpResponse:
    try:
        calling_back.call_back(
            actor=actor, contact=contact, telephones=telephones(), at=timezone.now()
        )
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    except sealed.Refused:
        messages.warning(request, could_not_open())
    else:
        messages.success(
            request, _("Your phone rings now. Press 1, and then she is called.")
        )
    return redirect("call", contact.reference)


def _deed(
    request: HttpRequest,
    actor: Actor,
    contact: Contact,
    deed: Callable[..., Contact],
) -> HttpResponse:
    try:
        deed(actor=actor, contact=contact, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("call", contact.reference)
