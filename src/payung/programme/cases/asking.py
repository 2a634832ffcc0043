"""Show a page with one form, and keep what was typed when something cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from .models import Case
from .refusals import CannotBe


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """What stands around a form: a heading, the word on the button, a line of help.

    `page` is the template, where the plain one does not do, and `more` what it shows.
    """

    title: str
    button: str
    said: str = ""
    upload: bool = False
    page: str = "cases/ask.html"
    more: Mapping[str, object] = field(default_factory=dict)


def ask(request: HttpRequest, case: Case, form: forms.Form, about: Ask) -> HttpResponse:
    """Return the page with the form; 422 where something is to be mended."""
    context = {
        **about.more,
        "case": case,
        "form": form,
        "about": about,
        "back": reverse("case", args=[case.reference]),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, about.page, context, status=status)


def say(form: forms.Form, refusal: CannotBe) -> None:
    """Put a refusal where it belongs in the form."""
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)


def set_hidden(form: forms.Form, name: str, value: str) -> None:
    """Change what a hidden field will send back; everything typed stays."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    typed[name] = value
    form.data = typed
