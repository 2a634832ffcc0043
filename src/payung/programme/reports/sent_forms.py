"""The logic and the words of a form as they go to a phone: made small once."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from .published import Published


# A form and its words in every language, for a handful of versions.
MOST_KEPT = 64


def logic(request: HttpRequest, form: Published) -> HttpResponse:
    """Answer with the form's logic as JSON, in the smallest spelling the browser reads."""
    return _answer(request, form, None)


def words(request: HttpRequest, form: Published, language: str) -> HttpResponse:
    """Answer with the form's words as JSON; raise KeyError for a language it lacks."""
    if language not in form.form.strings:
        raise KeyError(language)
    return _answer(request, form, language)


def _answer(
    request: HttpRequest, form: Published, language: str | None
) -> HttpResponse:
    encoding = _encoding(request.headers.get("Accept-Encoding", ""))
    body = _spelled(form, language, encoding)
    response = HttpResponse(body, content_type="application/json")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _encoding(accepted: str) -> str:
    """Return "br", "gzip" or nothing; one refused with q=0 is not used."""
    taken = set()
    for one in accepted.lower().split(","):
        name, _semicolon, quality = one.replace(" ", "").partition(";")
        if not _never(quality):
            taken.add(name)
    return next((one for one in ("br", "gzip") if one in taken), "")


def _never(quality: str) -> bool:
    """Return whether a quality such as "q=0.0" says: never."""
    return quality.startswith("q=") and not quality[2:].strip("0.")


# The form is everybody's and holds nobody's secret, so compressing it tells nothing.
@lru_cache(maxsize=MOST_KEPT)
def _spelled(form: Published, language: str | None, encoding: str) -> bytes:
    said = form.form.compiled if language is None else form.form.strings[language]
    plain = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    if encoding == "br":
        return bytes(brotli.compress(plain, mode=brotli.MODE_TEXT, quality=11))
    return gzip.compress(plain, mtime=0) if encoding == "gzip" else plain
