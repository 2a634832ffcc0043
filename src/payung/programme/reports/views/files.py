"""One sealed file of a note: its page, and the file itself, opened for her alone."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from payung.engines import sealed
from payung.gateways.vault import FolderVault
from payung.programme.people.actors import Actor
from payung.programme.people.doors import unlocked
from payung.programme.reports import access, file_reading, opening
from payung.programme.reports.file_words import kind_in_words
from payung.programme.reports.models import Attachment, Report
from payung.programme.reports.published import published


RANGE = re.compile(r"^bytes=(\d*)-(\d*)$")


@require_safe
@unlocked
def one(request: HttpRequest, actor: Actor, reference: str, file: UUID) -> HttpResponse:
    """Show what a file is; nothing of it is opened by looking."""
    report = access.report_for(actor, reference)
    found = file_reading.file_in(report, file)
    media = file_reading.media_of(found)
    context = {
        "report": report,
        "file": found,
        "kind": kind_in_words(media),
        "question": _question(report, found, actor.language),
        "size": sealed.plain_size(found.size),
        "shows": media.partition("/")[0],
        "name": _name(found),
    }
    return render(request, "reports/file.html", context)


@require_safe
@unlocked
def get(
    request: HttpRequest, actor: Actor, reference: str, file: UUID
) -> HttpResponseBase:
    """Give a file out, opened; a piece of it where a player asks for one."""
    report = access.report_for(actor, reference)
    found = file_reading.file_in(report, file)
    size = sealed.plain_size(found.size)
    asked = asked_range(request.headers.get("Range", ""), size)
    if asked is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, stop = asked
    try:
        piece = file_reading.read_file(
            actor=actor,
            attachment=found,
            start=start,
            stop=stop,
            vault=FolderVault(settings.VAULT),
            at=timezone.now(),
        )
    except file_reading.CannotBeOpened:
        back = reverse("note", args=[report.reference])
        words = {"back": back, "label": _("File"), "text": _cannot()}
        return render(request, "shown.html", words, status=409)
    return _sent(piece, found)


def asked_range(header: str, size: int) -> tuple[int, int] | None:
    """Return (start, stop) of a Range header, the whole without one; None outside it."""
    found = RANGE.match(header.strip())
    if found is None or not any(found.groups()):
        # Several pieces at once, or another unit: the whole is a lawful answer.
        return (0, size)
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        return (size - length, size) if length else None
    start, stop = int(first), min(int(last) + 1, size) if last else size
    return (start, stop) if start < stop else None


def _sent(piece: file_reading.Piece, found: Attachment) -> StreamingHttpResponse:
    part = (piece.start, piece.stop) != (0, piece.size)
    response = StreamingHttpResponse(
        piece.content,
        status=206 if part else 200,
        content_type=file_reading.media_of(found),
    )
    if part:
        shown = f"bytes {piece.start}-{piece.stop - 1}/{piece.size}"
        response.headers["Content-Range"] = shown
    response.headers["Content-Length"] = str(piece.stop - piece.start)
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(found)}"'
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _name(found: Attachment) -> str:
    # A folder of downloads is searched by others: the name says nothing.
    return f"{str(found.file)[:8]}.{file_reading.ending_of(found)}"


def _question(report: Report, found: Attachment, language: str) -> str:
    form = published(report.form.pk, report.form.digest)
    node = form.nodes.get(opening.bare(found.question), {})
    return form.label(node, language)


def _cannot() -> str:
    return _(
        "This file could not be opened: it is gone, or it is not what was sent. Do not "
        "use it as proof. Tell the coordinator today: it may still be whole in a backup."
    )
