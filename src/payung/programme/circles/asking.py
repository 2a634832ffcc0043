"""Show a page with one form, and keep what was typed when something cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.activities.refusals import CannotBe


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """What stands around a form: a heading, a sentence, where it leads back to."""

    title: str
    back: str
    said: str = ""
    button: str = ""
    page: str = "circles/ask.html"
    more: Mapping[str, object] = field(default_factory=dict)


def ask(
    request: HttpRequest, form: forms.Form, about: Ask, keep: Callable[[], str]
) -> HttpResponse:
    """Show a form and do its deed when it is sent; `keep` returns where to go then."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(keep())
        except CannotBe as refusal:
            known = refusal.field if refusal.field in form.fields else None
            form.add_error(known, refusal.sentence)
        except sealed.Refused:
            form.add_error(None, _("This could not be locked. Sign in anew."))
    context = {**about.more, "form": form, "about": about}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, about.page, context, status=status)


def revealed(
    request: HttpRequest, label: str, back: str, text_of: Callable[[], str]
) -> HttpResponse:
    """Answer with opened words: as text for the page's script, as a page without."""
    try:
        text = text_of()
    except sealed.Refused:
        sentence = _(
            "This could not be opened. If it should open for you, ask a member of the "
            "team to let you in anew."
        )
        return HttpResponse(sentence, status=409, content_type="text/plain")
    if "text/plain" in request.headers.get("Accept", ""):
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    context = {"label": label, "text": text, "back": back}
    return render(request, "circles/shown.html", context)
