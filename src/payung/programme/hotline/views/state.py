"""The state of the line, for whoever is told that something is wrong with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from payung.programme.alerts.telephones import telephones
from payung.programme.hotline.access import may_see_contacts
from payung.programme.hotline.nights.state import state_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.roles import KEYHOLDERS, Role


@signed_in
def state(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is wrong and what to do about it, then how each part is."""
    check_role(actor, *KEYHOLDERS, Role.REGIONAL)
    at = timezone.now()
    context = {
        "state": state_of(actor, telephones=telephones(), at=at),
        "sees_calls": may_see_contacts(actor),
        "at": at,
    }
    return render(request, "hotline/state.html", context)
