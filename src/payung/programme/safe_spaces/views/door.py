"""The door: three counters, what was given, and that we had to close."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from payung.programme.activities.views.taps import (
    Take,
    Taken,
    pressed,
    take_heap,
    take_one,
)
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in
from payung.programme.safe_spaces.access import site_for
from payung.programme.safe_spaces.door.counting import counts_of
from payung.programme.safe_spaces.door.page import door_page
from payung.programme.safe_spaces.door.taking import Took, take_taps
from payung.programme.safe_spaces.door.tap import Tap, tap_of
from payung.programme.safe_spaces.models import Site
from payung.programme.safe_spaces.planned import day_at


# Signed in is enough: a count opens nothing, and keys close while a door stays open.
@signed_in
def door(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the door of a room; without scripts, take one tap."""
    site, at = site_for(actor, code), timezone.now()
    if request.method == "POST":
        take_one(request, _pressed(request, at), tap_of, _taking(actor, site, at))
        return redirect("door", site.code)
    page = door_page(actor, site, at=at)
    counts = json.dumps(_said(site, at))
    context = {"site": site, "page": page, "counts": counts, "key": uuid4(), "at": at}
    return render(request, "safe_spaces/door.html", context)


@require_POST
@signed_in
def taps(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Take what a phone has counted; say which taps are kept here now."""
    site, at = site_for(actor, code), timezone.now()
    return take_heap(request, tap_of, _taking(actor, site, at), at=at)


@require_GET
@signed_in
def counts(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Return what all phones have counted today, and what a kept page needs to send."""
    site = site_for(actor, code)
    answer = {"counts": _said(site, timezone.now()), "csrf": get_token(request)}
    return JsonResponse(answer)


def _said(site: Site, at: datetime) -> dict[str, object]:
    """Return the counters of today as the page's script takes them."""
    # The moment of counting, not of asking: of two answers the phone keeps the later.
    now = timezone.now()
    counted = counts_of(site, day_at(site, at))
    said = asdict(counted) | {"day": counted.day.isoformat()}
    return said | {"at": int(now.timestamp() * 1000)}


def _taking(actor: Actor, site: Site, at: datetime) -> Take[Tap]:
    def take(taps: Sequence[Tap]) -> Taken:
        took = take_taps(actor=actor, site=site, taps=taps, at=at)
        return Taken(counts=_said(site, at), sentences=_sentences(took))

    return take


def _pressed(request: HttpRequest, at: datetime) -> dict[str, object]:
    said, reason = pressed(request, at)
    more = {name: request.POST.get(name, "") for name in ("gender", "age", "setting")}
    return said | more | {"tap": said["code"], "reason": reason}


def _sentences(took: Took) -> list[str]:
    """Return what whoever counts has to know of what she sent."""
    said = []
    if took.cards_unknown:
        said.append(
            _("This card is not known here. She is counted without it: give a new one.")
        )
    if took.told == 0:
        said.append(
            _(
                "It is written down. None of the team can be reached: call them yourself."
            )
        )
    elif took.told:
        said.append(_("It is written down, and the team is told to look."))
    return said
