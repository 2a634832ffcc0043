"""The doors in front of pages: signed in, keys open, the right role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from .access import NotHerRole, NotHers
from .actors import Actor, KeysNeeded
from .roles import Role


P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Actor, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(page: Page[P]) -> View[P]:
    """Let an actor in; send everybody else to sign in first.

    What is not hers answers as what is not there; keys that closed meanwhile lead to
    the page that opens them.
    """

    @wraps(page)
    def view(request: HttpRequest, *args: P.args, **named: P.kwargs) -> Any:
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            return _first(request, "sign-in")
        try:
            return page(request, actor, *args, **named)
        except NotHers:
            raise Http404 from None
        except NotHerRole:
            raise PermissionDenied from None
        except KeysNeeded:
            return _first(request, "locked")

    return view


def unlocked(page: Page[P]) -> View[P]:
    """Let an actor in whose keys are open; lead her to open them first."""

    @signed_in
    @wraps(page)
    def view(
        request: HttpRequest, actor: Actor, *args: P.args, **named: P.kwargs
    ) -> HttpResponseBase:
        if actor.keys is None:
            raise KeysNeeded(actor.handle)
        return page(request, actor, *args, **named)

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
