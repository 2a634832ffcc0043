"""The board, live, and what is done on it with one press."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.custody import going
from payung.programme.custody.access import held_for
from payung.programme.custody.board import board_page
from payung.programme.custody.calling import call_lawyer
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS


# No board is so long that more digits say where on it to begin.
TOO_LONG = 8


@signed_in
def held(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who is held now in her cases, with every clock."""
    check_role(actor, *KEYHOLDERS)
    return render(request, "custody/held.html", _board(request, actor))


@signed_in
def live(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Return the board's changing part, or nothing where it is the same as `seen`."""
    check_role(actor, *KEYHOLDERS)
    html = render_to_string(
        "custody/held_part.html", _board(request, actor), request=request
    )
    digest = hashlib.sha256(html.encode()).hexdigest()[:16]
    if request.GET.get("seen") == digest:
        return HttpResponse(status=204)
    response = HttpResponse(html)
    response.headers["X-Seen"] = digest
    return response


@require_POST
@signed_in
def do(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Call for a lawyer, or say by one tap where she is herself."""
    check_role(actor, *KEYHOLDERS)
    deed, _space, reference = request.POST.get("deed", "").partition(" ")
    if deed == "lawyer":
        return redirect(
            "alert", call_lawyer(actor=actor, reference=reference, at=timezone.now())
        )
    try:
        said = _said(actor, deed, reference)
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect("custody")


def _said(actor: Actor, deed: str, reference: str) -> str:
    arrest, at = held_for(actor, reference), timezone.now()
    match deed:
        case "go":
            going.set_out(actor=actor, arrest=arrest, at=at)
            return _("It is written down that you are on your way.")
        case "there":
            going.arrive(actor=actor, arrest=arrest, at=at)
            return _("It is written down that you are there.")
        case "left":
            going.go_away(actor=actor, arrest=arrest, at=at)
            return _("It is written down that you have left.")
    raise CannotBe(_("Use one of the buttons of the page."))


def _board(request: HttpRequest, actor: Actor) -> dict[str, object]:
    at = timezone.now()
    asked = request.GET.get("from", "")
    before = int(asked) if asked.isdecimal() and len(asked) < TOO_LONG else 0
    page = board_page(actor, at=at, before=before)
    return {"rows": page.rows, "page": page, "at": at}
