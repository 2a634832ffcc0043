"""Whether a piece of a file goes on where the piece before it ended.

A player or a broken download asks for a file in pieces. The end of each is handed to the
browser, signed, as a digest that says nothing; only what begins exactly there, soon after,
is the same download. Every other piece is a download of its own and written down.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from payung.programme.people.actors import Actor

from .models import Evidence


ONE_DOWNLOAD = timedelta(minutes=10)
COOKIE = "at"


def goes_on(request: HttpRequest, actor: Actor, evidence: Evidence, start: int) -> bool:
    """Return whether a piece begins where the last one ended, within ten minutes."""
    place = request.get_signed_cookie(
        COOKIE, default="", salt=COOKIE, max_age=ONE_DOWNLOAD
    )
    return start > 0 and place == _place(actor, evidence, start)


def note_end(
    response: HttpResponseBase, actor: Actor, evidence: Evidence, stop: int
) -> None:
    """Let the browser remember where a piece ended; nothing after the last one."""
    if stop >= evidence.size:
        response.delete_cookie(COOKIE, samesite="Strict")
        return
    response.set_signed_cookie(
        COOKIE,
        _place(actor, evidence, stop),
        salt=COOKIE,
        max_age=ONE_DOWNLOAD,
        secure=not settings.PLAIN_HTTP,
        httponly=True,
        samesite="Strict",
    )


def _place(actor: Actor, evidence: Evidence, at_byte: int) -> str:
    about = f"{actor.handle} {evidence.record} {at_byte}"
    return salted_hmac(COOKIE, about, algorithm="sha256").hexdigest()[:32]
