"""Let in only the country's own telephone: its password, over TLS, or nothing is here."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from payung.programme.alerts.machine import MachineAsleep, bearer


HERE = {"127.0.0.1", "::1"}
MOST_BYTES = 1024 * 1024
JSON = "application/json"
Page = Callable[..., HttpResponse]


class TooMuch(ValueError):
    """More bytes came than any telephone has to say at once."""


def telephone_of_country(page: Page) -> Page:
    """Let in whoever says the password of the country's telephone; else it is a 404.

    An address that answers differently to a wrong password would show that there is a
    line behind it.
    """

    @csrf_exempt
    @wraps(page)
    def view(request: HttpRequest, country: str) -> HttpResponse:
        if not (is_private(request) and _knows(request, country)):
            raise Http404
        return page(request, country)

    return view


def is_private(request: HttpRequest) -> bool:
    """Return whether nobody on the way can read along."""
    # A proxy on this machine says for whom it asks; a telephone here asks for itself.
    for_others = "X-Forwarded-For" in request.headers
    plain = request.META.get("REMOTE_ADDR") in HERE and not for_others
    return request.is_secure() or plain


def body_of(request: HttpRequest, *, most: int = MOST_BYTES) -> bytes:
    """Return what was sent, also in pieces without a length; raise TooMuch."""
    said = request.META.get("CONTENT_LENGTH") or ""
    if said.isdigit() and int(said) > most:
        raise TooMuch
    chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    stream = request.META["wsgi.input"] if chunked else request
    body: bytes = stream.read(most + 1)
    if len(body) > most:
        raise TooMuch
    return body


def _knows(request: HttpRequest, country: str) -> bool:
    scheme, _space, told = request.headers.get("Authorization", "").partition(" ")
    if country not in settings.COUNTRY_CODES or scheme.lower() != "bearer":
        return False
    try:
        expected = bearer(country)
    except MachineAsleep:
        # The telephone goes by its last plan, and says its news again later.
        return False
    return secrets.compare_digest(told.encode(), expected.encode())
