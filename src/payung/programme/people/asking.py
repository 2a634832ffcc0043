"""Ask for one thing on one page, and keep what was typed when something cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from payung.engines import sealed

from .refusals import CannotBe
from .revealing import could_not_open


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """What stands around a form: a heading, the word on the button, the way back.

    Without words of their own the button says "Keep", the way back "Back". A page of a
    case leads back to it by itself: its `back` may stay empty. `page` is the template,
    where the plain one does not do, and `more` what it shows.
    """

    title: str
    back: str = ""
    back_word: str = ""
    button: str = ""
    said: str = ""
    upload: bool = False
    page: str = "ask.html"
    more: Mapping[str, object] = field(default_factory=dict)


def ask(request: HttpRequest, form: forms.Form, about: Ask) -> HttpResponse:
    """Return the page with the form; 422 where something is to be mended."""
    context = {**about.more, "form": form, "about": about}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, about.page, context, status=status)


def ask_and_keep(
    request: HttpRequest, form: forms.Form, about: Ask, keep: Callable[[], str]
) -> HttpResponse:
    """Show a form and do its deed when it is sent; `keep` returns where to go then."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(keep())
        except CannotBe as refusal:
            say(form, refusal)
        except sealed.Refused:
            form.add_error(None, could_not_open())
    return ask(request, form, about)


def done(form: forms.Form, deed: Callable[[], object]) -> bool:
    """Do something with a form that holds; put a refusal where it belongs in it."""
    if not form.is_valid():
        return False
    try:
        deed()
    except CannotBe as refusal:
        say(form, refusal)
        return False
    return True


def say(form: forms.Form, refusal: CannotBe) -> None:
    """Put a refusal where it belongs in the form."""
    form.add_error(
        refusal.field if refusal.field in form.fields else None, refusal.sentence
    )
