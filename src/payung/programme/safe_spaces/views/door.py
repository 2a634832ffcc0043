"""The door: three counters, what was given, and that we had to close."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from payung.programme.activities.cards import digest_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in
from payung.programme.safe_spaces.access import site_for
from payung.programme.safe_spaces.door.counting import counts_of
from payung.programme.safe_spaces.door.page import door_page
from payung.programme.safe_spaces.door.taking import Took, take_taps
from payung.programme.safe_spaces.door.tap import MOST_TAPS, NoTap, Tap, id_of, tap_of
from payung.programme.safe_spaces.models import Site
from payung.programme.safe_spaces.planned import day_at


# Signed in is enough: a count opens nothing, and keys close while a door stays open.
@signed_in
def door(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the door of a room; without scripts, take one tap."""
    site, at = site_for(actor, code), timezone.now()
    if request.method == "POST":
        return _one_tap(request, actor, site, at)
    page = door_page(actor, site, at=at)
    counts = json.dumps(_said(site, at))
    context = {"site": site, "page": page, "counts": counts, "key": uuid4(), "at": at}
    return render(request, "safe_spaces/door.html", context)


@require_POST
@signed_in
def taps(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Take what a phone has counted; say which taps are kept here now."""
    site, at = site_for(actor, code), timezone.now()
    try:
        said = json.loads(request.body)
        heap = list(said["taps"])[:MOST_TAPS]
        ahead = datetime.fromtimestamp(said["now"] / 1000, UTC) - at
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        sentence = _("This cannot be read. Open the page again and send once more.")
        return JsonResponse({"sentence": sentence}, status=400)
    good, refused = _read(heap, ahead)
    took = take_taps(actor=actor, site=site, taps=good, at=at)
    answer = {
        "stored": [str(tap.id) for tap in good],
        "refused": refused,
        "counts": _said(site, at),
        "sentences": _sentences(took),
    }
    return JsonResponse(answer)


@require_GET
@signed_in
def counts(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Return what all phones have counted today, and what a kept page needs to send."""
    site = site_for(actor, code)
    answer = {"counts": _said(site, timezone.now()), "csrf": get_token(request)}
    return JsonResponse(answer)


def _read(heap: list[object], ahead: timedelta) -> tuple[list[Tap], dict[str, str]]:
    good, refused = [], {}
    for said in heap:
        try:
            good.append(tap_of(said, ahead=ahead))
        except NoTap as problem:
            refused[id_of(said)] = problem.sentence
    return good, refused


def _said(site: Site, at: datetime) -> dict[str, object]:
    """Return the counters of today as the page's script takes them."""
    counted = counts_of(site, day_at(site, at))
    said = asdict(counted) | {"day": counted.day.isoformat()}
    return said | {"at": int(at.timestamp() * 1000)}


def _one_tap(
    request: HttpRequest, actor: Actor, site: Site, at: datetime
) -> HttpResponse:
    try:
        tap = tap_of(_typed(request, at), ahead=timedelta())
    except NoTap as problem:
        messages.warning(request, problem.sentence)
        return redirect("door", site.code)
    took = take_taps(actor=actor, site=site, taps=[tap], at=at)
    for sentence in _sentences(took):
        messages.warning(request, sentence)
    return redirect("door", site.code)


def _typed(request: HttpRequest, at: datetime) -> dict[str, object]:
    """Return the button that was pressed, in the shape in which phones send taps."""
    what, _space, rest = request.POST.get("tap", "").partition(" ")
    code, _space, reason = rest.partition(" ")
    card = request.POST.get("card", "").strip()
    more = {name: request.POST.get(name, "") for name in ("gender", "age", "setting")}
    return {
        "id": request.POST.get("key", ""),
        "what": what,
        "code": code,
        "tap": code,
        "reason": reason,
        "at": at.timestamp() * 1000,
        "card": digest_of(card) if card else "",
        **more,
    }


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
