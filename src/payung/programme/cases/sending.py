"""Answer with an opened file: whole or a range, never shown by the browser itself."""

from __future__ import annotations

import re
from datetime import datetime

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)

from payung.gateways.vault import Vault
from payung.programme.people.actors import Actor

from .custody import download
from .file_kinds import kind_called
from .models import Evidence
from .one_download import goes_on, note_end


RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


def send(
    request: HttpRequest,
    *,
    actor: Actor,
    evidence: Evidence,
    vault: Vault,
    at: datetime,
) -> HttpResponseBase:
    """Return the file or the asked range; 416 for one that lies outside it."""
    asked = asked_range(request.headers.get("Range", ""), evidence.size)
    if asked is None:
        refused = HttpResponse(status=416)
        refused.headers["Content-Range"] = f"bytes */{evidence.size}"
        return refused
    start, stop = asked
    pieces = download(
        actor=actor,
        evidence=evidence,
        vault=vault,
        at=at,
        start=start,
        stop=stop,
        goes_on=goes_on(request, actor, evidence, start),
    )
    part = (start, stop) != (0, evidence.size)
    response = StreamingHttpResponse(
        pieces,
        status=206 if part else 200,
        content_type=evidence.kind,
    )
    if part:
        shown = f"bytes {start}-{stop - 1}/{evidence.size}"
        response.headers["Content-Range"] = shown
    response.headers["Content-Length"] = str(stop - start)
    _guard(response, evidence)
    note_end(response, actor, evidence, stop)
    return response


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """Return (start, stop) of a Range header; the whole without one; None outside."""
    found = RANGE.match(header.strip())
    if found is None or not any(found.groups()):
        # Several ranges at once, or another unit: the whole is a lawful answer.
        return (0, size)
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        return (size - length, size) if length else None
    start = int(first)
    stop = min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else None


def _guard(response: StreamingHttpResponse, evidence: Evidence) -> None:
    kind = kind_called(evidence.kind)
    ending = kind.ending if kind else "bin"
    # The true name is sealed; a download folder is searched by others.
    name = f"{str(evidence.record)[:8]}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
