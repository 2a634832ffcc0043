"""Answer a calendar app: the feed, "nothing new", or the same as for what is not there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from .addresses import feed_with
from .events import FeedEvent, Source, Window
from .writing import last_change, written


BEFORE, AFTER = timedelta(days=31), timedelta(days=366)


def answer(
    request: HttpRequest, token: str, *, sources: Sequence[Source], at: datetime
) -> HttpResponseBase:
    """Return the feed of this address, gathered from the sources; raise Http404."""
    feed = feed_with(token)
    if feed is None:
        raise Http404
    window = Window(start=at - BEFORE, end=at + AFTER)
    events = [one for source in sources for one in source(feed.person, window)]
    body = written(events, person=feed.person, salt=bytes(feed.salt))
    return _sent(request, body, events)


def _sent(
    request: HttpRequest, body: bytes, events: Sequence[FeedEvent]
) -> HttpResponseBase:
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    changed = last_change(events)
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    # By the bytes, not by the date: an event that went away leaves no later date.
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    known = get_conditional_response(request, etag=etag, response=response)
    return known or response
