"""Show a page with one form, and keep what was typed when something cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.activities.refusals import CannotBe
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """What stands around a form: a heading, a button, a line of help, a way back."""

    title: str
    button: str
    back: str
    back_to: str
    said: str = ""


def ask(request: HttpRequest, form: forms.Form, about: Ask) -> HttpResponse:
    """Return the page with the form; 422 where something is to be mended."""
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "about": about}
    return render(request, "advocacy/ask.html", context, status=status)


def done(form: forms.Form, deed: Callable[[], object]) -> bool:
    """Do something with a form that holds; put a refusal where it belongs in it."""
    if not form.is_valid():
        return False
    try:
        deed()
    except CannotBe as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.sentence)
        return False
    return True


def opened(
    request: HttpRequest, label: str, back: str, text_of: Callable[[], str]
) -> HttpResponse:
    """Answer with opened words: as text for the page's script, as a page without."""
    try:
        text = text_of()
    except sealed.Refused:
        said = _(
            "This could not be opened. If it should open for you, ask a member of the "
            "team to let you in anew."
        )
        return HttpResponse(said, status=409, content_type="text/plain; charset=utf-8")
    if "text/plain" in request.headers.get("Accept", ""):
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    context = {"label": label, "text": text, "back": back}
    return render(request, "advocacy/shown.html", context)


def language_now() -> str:
    """Return the language of the page."""
    return get_language() or "en"


def today_of(actor: Actor, at: datetime) -> date:
    """Return the day it is in her country."""
    return at.astimezone(pack_of(actor.country).zone()).date()
