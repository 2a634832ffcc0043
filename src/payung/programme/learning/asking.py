"""Show a page with one form, and keep what was typed when something cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payung.engines import sealed

from .refusals import CannotBe


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """What stands around a form: where back leads, a heading, the word on the button."""

    title: str
    back: str
    said: str = ""
    button: str = ""
    upload: bool = False
    page: str = "learning/ask.html"
    more: Mapping[str, object] = field(default_factory=dict)


def ask(
    request: HttpRequest, form: forms.Form, about: Ask, keep: Callable[[], str]
) -> HttpResponse:
    """Show a form and do its deed when it is sent; `keep` returns where to go then."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(keep())
        except CannotBe as refusal:
            say(form, refusal)
        except sealed.Refused:
            form.add_error(None, cannot_open())
    return show(request, form, about)


def show(request: HttpRequest, form: forms.Form, about: Ask) -> HttpResponse:
    """Return the page with the form; 422 where something is to be mended."""
    status = 422 if form.is_bound and form.errors else 200
    context = {**about.more, "form": form, "about": about}
    return render(request, about.page, context, status=status)


def say(form: forms.Form, refusal: CannotBe) -> None:
    """Put a refusal where it belongs in the form."""
    name = refusal.field if refusal.field in form.fields else None
    form.add_error(name, refusal.sentence)


def cannot_open() -> str:
    """Return what to do where a key does not open for her."""
    return _(
        "This could not be opened. If it should open for you, ask a member of the team "
        "to let you in anew."
    )
