"""The address of one's own calendar. What is read there is gathered in web."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.proceedings.feed.addresses import end_feed, feed_of, make_feed


@signed_in
def own(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show whether her calendar has an address, and what one would show."""
    check_role(actor, *KEYHOLDERS)
    return render(request, "proceedings/calendar.html", {"feed": feed_of(actor)})


@require_POST
@signed_in
def make(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make an address and show it once; the one before ends."""
    check_role(actor, *KEYHOLDERS)
    token = make_feed(actor=actor, at=timezone.now())
    address = request.build_absolute_uri(reverse("calendar-ics", args=[token]))
    context = {"feed": feed_of(actor), "address": address}
    return render(request, "proceedings/calendar.html", context)


@require_POST
@signed_in
def end(request: HttpRequest, actor: Actor) -> HttpResponse:
    """End the address; whoever has it reads nothing any more."""
    check_role(actor, *KEYHOLDERS)
    if end_feed(actor=actor, at=timezone.now()):
        messages.success(request, _("The address is ended. Nobody can read it now."))
    return redirect("calendar-feed")
