"""One page with one form: what is asked, in which words, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """The words around a form, and where the way back leads."""

    title: str
    button: str
    back: str
    said: str = ""


def ask(request: HttpRequest, form: forms.Form, about: Ask) -> HttpResponse:
    """Show a form; what was typed stays in it."""
    return render(request, "safe_spaces/ask.html", {"form": form, "about": about})
