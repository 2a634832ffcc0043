"""Show a page with one form, and keep what was typed when something cannot be."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """What stands around a form: a heading, the word on the button, the way back."""

    title: str
    button: str
    back: str
    back_word: str
    said: str = ""
    upload: bool = False
    page: str = "outreach/ask.html"


def ask(
    request: HttpRequest, form: forms.Form, about: Ask, **more: object
) -> HttpResponse:
    """Return the page with the form; 422 where something is to be mended."""
    context = {**more, "form": form, "about": about}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, about.page, context, status=status)
