"""The part of the browser that opens a kept page without a network."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse


def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker: at this address, because it may serve what lies below.

    It holds nothing but code, so it asks nobody who they are.
    """
    return HttpResponse(_script(), content_type="text/javascript")


@lru_cache(maxsize=1)
def _script() -> str:
    return Path(str(finders.find("js/door/worker.js"))).read_text()
