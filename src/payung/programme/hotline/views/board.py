"""The board, live: it asks for itself anew every few seconds and changes in place."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from payung.programme.alerts.queries import line_is_open
from payung.programme.hotline.access import may_set_lines
from payung.programme.hotline.sheet.board import board_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.standby.duty_page import open_alerts


@signed_in
def calls(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show who waits and who has what."""
    check_role(actor, *KEYHOLDERS)
    context = _board(actor)
    context["open"] = line_is_open(actor.country)
    context["alerts"] = open_alerts(actor)
    context["sets_lines"] = may_set_lines(actor)
    return render(request, "hotline/board.html", context)


@signed_in
def live(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Return the board's changing part, or nothing where it is the same as `seen`."""
    check_role(actor, *KEYHOLDERS)
    context = _board(actor)
    html = render_to_string("hotline/board_part.html", context, request=request)
    digest = hashlib.sha256(html.encode()).hexdigest()[:16]
    if request.GET.get("seen") == digest:
        return HttpResponse(status=204)
    response = HttpResponse(html)
    response.headers["X-Seen"] = digest
    return response


def _board(actor: Actor) -> dict[str, object]:
    at = timezone.now()
    return {"board": board_of(actor, at=at), "at": at}
