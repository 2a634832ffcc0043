"""Sign in, open the keys again, leave."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people import kinds
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in
from payung.programme.people.forms import SignIn, Unlock
from payung.programme.people.key_sessions import (
    end_key_session,
    start_key_session,
    stretch,
)
from payung.programme.people.models import Person


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in and open her keys; the answer to any mistake is the same."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = _open(request, **form.cleaned_data)
        if opened is not None:
            return opened
        form.add_error(None, _("That did not open. Check both lines and try again."))
    return render(request, "people/sign_in.html", {"form": form})


@signed_in
def locked(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Open the keys again after a pause, without signing in anew."""
    form = Unlock(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = Person.objects.get(pk=actor.person_id)
        try:
            half = start_key_session(
                person=person,
                passphrase=form.cleaned_data["passphrase"],
                at=timezone.now(),
            )
        except sealed.Refused:
            form.add_error(None, _("That did not open. Try again."))
        else:
            return _with_keys(redirect(_next(request)), half)
    return render(request, "people/locked.html", {"form": form})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the keys, sign out, and go to a harmless page."""
    actor: Actor | None = getattr(request, "actor", None)
    end_key_session(cookie=request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    if actor is not None:
        at = timezone.now()
        record(kinds.SIGNED_OUT, actor=actor, subject=actor.handle, at=at)
    logout(request)
    response = render(request, "left.html")
    response.delete_cookie(settings.KEY_COOKIE_NAME)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _open(request: HttpRequest, handle: str, passphrase: str) -> HttpResponse | None:
    person: Any = authenticate(request, username=handle, password=passphrase)
    if person is None:
        # The same two stretchings as for a right answer: haste would tell.
        _spend_as_much(passphrase)
        return None
    at = timezone.now()
    half = start_key_session(person=person, passphrase=passphrase, at=at)
    login(request, person)
    record(kinds.SIGNED_IN, actor=person, subject=person.handle, at=at)
    return _with_keys(redirect(_next(request)), half)


def _spend_as_much(passphrase: str) -> None:
    try:
        sealed.refuse_slowly(passphrase, stretch=stretch())
    except sealed.Refused:
        return


def _with_keys(response: HttpResponse, half: str) -> HttpResponse:
    response.set_cookie(
        settings.KEY_COOKIE_NAME,
        half,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return asked
    return reverse("today")
