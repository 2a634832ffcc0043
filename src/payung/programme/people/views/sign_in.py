"""Sign in, open the keys again, leave."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people import kinds, tries
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in
from payung.programme.people.forms import SignIn, Unlock
from payung.programme.people.key_sessions import (
    end_key_session,
    refuse_slowly,
    start_key_session,
)
from payung.programme.people.models import Person
from payung.programme.people.signing_out import sign_out
from payung.programme.people.stretching import GATE, spelled


KNOWN_FOR = timedelta(days=90)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in and open her keys; the answer to any mistake is the same."""
    form = SignIn(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _open(request, at=timezone.now(), **form.cleaned_data)
        except sealed.Refused:
            form.add_error(
                None, _("That did not open. Check both lines and try again.")
            )
        except tries.TooSoon as soon:
            form.add_error(None, wait_sentence(soon))
    return render(request, "people/sign_in.html", {"form": form})


@signed_in
def locked(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Open the keys again after a pause, without signing in anew."""
    form = Unlock(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            half = _open_again(
                request, actor, form.cleaned_data["passphrase"], timezone.now()
            )
        except sealed.Refused:
            form.add_error(None, _("That did not open. Try again."))
        except tries.TooSoon as soon:
            form.add_error(None, wait_sentence(soon))
        else:
            return _with_keys(redirect(_next(request)), half)
    return render(request, "people/locked.html", {"form": form})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the keys, sign out, and go to a harmless page."""
    sign_out(request, at=timezone.now())
    response = render(request, "left.html")
    response.delete_cookie(settings.KEY_COOKIE_NAME, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def wait_sentence(soon: tries.TooSoon) -> str:
    """Return how long to wait, in words."""
    seconds = ceil(soon.wait.total_seconds())
    sentence = _("That was too often. Wait %(seconds)s seconds, then try again.")
    return sentence % {"seconds": seconds}


def _open(
    request: HttpRequest, *, handle: str, passphrase: str, at: datetime
) -> HttpResponse:
    cookie = request.COOKIES.get(settings.PHONE_COOKIE_NAME, "")
    where = tries.phone_in(cookie, handle)
    who = tries.counted_for(handle, where=where)
    tries.begin_try(who=who, at=at)
    person = _person_with(request, handle, passphrase)
    half = start_key_session(person=person, passphrase=passphrase, at=at)
    tries.forget_tries(who=who)
    end_key_session(cookie=request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    # Django keeps the session of the same person; a copied one must not live on.
    request.session.flush()
    login(request, person)
    request.session.clear_expired()
    record(kinds.SIGNED_IN, actor=person, subject=person.handle, at=at)
    response = _with_keys(redirect(_next(request)), half)
    return response if where else _with_phone(response, handle)


def _person_with(request: HttpRequest, handle: str, passphrase: str) -> Person:
    with GATE.one():
        person: Any = authenticate(
            request, username=handle, password=spelled(passphrase)
        )
    if person is None:
        # The same two stretchings as for a right answer: haste would tell.
        refuse_slowly(passphrase)
        raise sealed.Refused
    found: Person = person
    return found


def _open_again(
    request: HttpRequest, actor: Actor, passphrase: str, at: datetime
) -> str:
    # Counted apart from sign-in: only somebody with her session can come here.
    who = tries.counted_for(actor.handle, where="open again")
    tries.begin_try(who=who, at=at)
    person = Person.objects.get(pk=actor.person_id)
    half = start_key_session(person=person, passphrase=passphrase, at=at)
    tries.forget_tries(who=who)
    end_key_session(cookie=request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    return half


def _with_keys(response: HttpResponse, half: str) -> HttpResponse:
    response.set_cookie(
        settings.KEY_COOKIE_NAME,
        half,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def _with_phone(response: HttpResponse, handle: str) -> HttpResponse:
    response.set_cookie(
        settings.PHONE_COOKIE_NAME,
        tries.known_phone(handle),
        max_age=int(KNOWN_FOR.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        asked,
        allowed_hosts={request.get_host()},
        require_https=request.is_secure(),
    ):
        return asked
    return reverse("today")
