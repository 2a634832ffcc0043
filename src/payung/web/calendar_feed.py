"""What a calendar app gets at somebody's address: all that is planned for her."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from payung.programme.plans.feed_source import activities
from payung.programme.proceedings.feed.answering import answer
from payung.programme.proceedings.feed.sources import dates, shifts


# Each app that plans something gives its own; a source is one function.
SOURCES = (dates, shifts, activities)


@require_safe
def ics(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give a calendar app what it asks for; no session, the address is the key."""
    return answer(request, token, sources=SOURCES, at=timezone.now())
