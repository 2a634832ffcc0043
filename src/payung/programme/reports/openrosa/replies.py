"""Every answer to a collecting app: its headers, a sentence, and no cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.http import http_date

from . import xml


XML = "text/xml; charset=utf-8"
# What a phone may send at once; it parts larger ones into batches by itself.
MOST_BYTES = 16 * 1024 * 1024


def reply(
    request: HttpRequest, status: int, body: bytes = b"", *, kind: str = XML
) -> HttpResponse:
    """Return an answer with the headers that OpenRosa asks of every one."""
    response = HttpResponse(body, status=status, content_type=kind)
    response["X-OpenRosa-Version"] = "1.0"
    response["X-OpenRosa-Accept-Content-Length"] = str(MOST_BYTES)
    response["Content-Language"] = translation.get_language()
    # gunicorn writes the date itself, and two dates are one too many.
    if not str(request.META.get("SERVER_SOFTWARE", "")).startswith("gunicorn"):
        response["Date"] = http_date()
    if status == 401:
        response["WWW-Authenticate"] = 'Basic realm="Daybook", charset="UTF-8"'
    return response


def say(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """Return a sentence in the person's language; the app shows it to her."""
    nature = "submit_success" if status in {201, 202} else "submit_error"
    return reply(request, status, xml.answer(sentence, nature=nature))
