"""The door for collecting apps: a key for each phone, over TLS, and no cookie."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from payung.programme.people.actors import Actor, actor_of
from payung.programme.people.devices import person_with_device
from payung.programme.reports.access import may_see_reports

from .replies import say


HERE = {"127.0.0.1", "::1"}
Page = Callable[..., HttpResponse]


def with_device(page: Page) -> Callable[..., HttpResponseBase]:
    """Let in whoever sends her name and the key of a phone that is not ended.

    She acts without her own keys: what is sent is sealed, nothing can be opened. A
    cookie of a browser counts for nothing here, so no other site can send in her name.
    """

    @csrf_exempt
    @wraps(page)
    def view(request: HttpRequest, **named: object) -> HttpResponse:
        if not _is_private(request):
            return say(request, 403, _no_tls())
        actor = _actor(request)
        if actor is None:
            return say(request, 401, _no_key())
        with translation.override(actor.language):
            if not may_see_reports(actor):
                return say(request, 403, _not_hers())
            return page(request, actor, **named)

    return view


def _is_private(request: HttpRequest) -> bool:
    plain = settings.PLAIN_HTTP and request.META.get("REMOTE_ADDR") in HERE
    return request.is_secure() or plain


def _actor(request: HttpRequest) -> Actor | None:
    scheme, _space, told = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _colon, key = (
            base64.b64decode(told, validate=True).decode().partition(":")
        )
    except (binascii.Error, ValueError):
        return None
    person = person_with_device(name, key) if name and key else None
    return actor_of(person, keys=None) if person else None


def _no_tls() -> str:
    return _("Use the address that begins with https://. Nothing was sent in the open.")


def _no_key() -> str:
    return _(
        "This phone is not known. In the app's settings, write your name here and the "
        "key that was made for this phone on the settings page."
    )


def _not_hers() -> str:
    return _("Notes cannot be sent with this account. Ask the coordinator.")
