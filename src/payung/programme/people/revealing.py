"""Show locked words that were opened for one look."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from payung.engines import sealed


PLAIN = "text/plain; charset=utf-8"


def revealed(
    request: HttpRequest, label: str, back: str, text_of: Callable[[], str]
) -> HttpResponse:
    """Return opened words, or 409 with what to do where they do not open for her."""
    try:
        text = text_of()
    except sealed.Refused:
        return stays_closed(could_not_open())
    return laid_open(request, label, back, text)


def laid_open(request: HttpRequest, label: str, back: str, text: str) -> HttpResponse:
    """Return words as text for the page's script, as a page of their own without."""
    if "text/plain" in request.headers.get("Accept", ""):
        return HttpResponse(text, content_type=PLAIN)
    context = {"label": label, "text": text, "back": back}
    return render(request, "shown.html", context)


def stays_closed(sentence: str) -> HttpResponse:
    """Return 409 with the sentence why words stay closed."""
    return HttpResponse(sentence, status=409, content_type=PLAIN)


def could_not_open() -> str:
    """Return what to do where a key does not open for her."""
    return _(
        "This could not be opened. If it should open for you, ask a member of the "
        "team to let you in anew."
    )
