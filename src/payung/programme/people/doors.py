"""The doors in front of pages: signed in, keys open, the right role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from .access import NotHerRole, NotHers
from .actors import Actor, KeysNeeded
from .roles import Role


# A page takes (request, actor, what the address names); a view the same without actor.
Page = Callable[..., HttpResponseBase]
View = Callable[..., HttpResponseBase]


def signed_in(page: Page) -> View:
    """Let an actor in; send everybody else to sign in first.

    What is not hers answers as what is not there; keys that closed meanwhile lead to
    the page that opens them.
    """

    @wraps(page)
    def view(request: HttpRequest, **named: Any) -> HttpResponseBase:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            return _first(request, "sign-in")
        try:
            return page(request, actor, **named)
        except NotHers:
            raise Http404 from None
        except NotHerRole:
            raise PermissionDenied from None
        except KeysNeeded:
            return _first(request, "locked")

    return view


def unlocked(page: Page) -> View:
    """Let an actor in whose keys are open; lead her to open them first."""

    @signed_in
    @wraps(page)
    def view(request: HttpRequest, actor: Actor, **named: Any) -> HttpResponseBase:
        if actor.keys is None:
            raise KeysNeeded(actor.handle)
        return page(request, actor, **named)

    return view


def check_role(actor: Actor, *roles: Role) -> None:
    """Raise NotHerRole unless the actor holds one of these roles."""
    if not actor.has(*roles):
        raise NotHerRole(actor.handle)


def _first(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to another page, and back here afterwards where that can be done."""
    back = request.get_full_path() if request.method == "GET" else "/"
    address = f"{reverse(name)}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        # Inside a page that htmx changes in parts, the whole page must move.
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
