"""Ask for one thing about a case, on a page that leads back to it."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from payung.programme.people import asking
from payung.programme.people.asking import Ask

from .models import Case


def ask(request: HttpRequest, case: Case, form: forms.Form, about: Ask) -> HttpResponse:
    """Return the page with the form; 422 where something is to be mended."""
    return asking.ask(request, form, in_case(case, about))


def in_case(case: Case, about: Ask) -> Ask:
    """Return what stands around a form of a case: back is the case, unless it is said."""
    return replace(
        about,
        back=about.back or reverse("case", args=[case.reference]),
        back_word=about.back_word or case.reference,
        more={"case": case, **about.more},
    )


def set_hidden(form: forms.Form, name: str, value: str) -> None:
    """Change what a hidden field will send back; everything typed stays."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    typed[name] = value
    form.data = typed
