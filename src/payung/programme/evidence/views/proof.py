"""The time stamp of a file and its working copy."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.engines import sealed
from payung.gateways.vault import NoSuchFile
from payung.programme.cases import access as cases
from payung.programme.cases import case_page, custody
from payung.programme.cases.file_kinds import kind_called
from payung.programme.cases.views.files import changed, vault
from payung.programme.evidence import access, showing
from payung.programme.evidence.copying import make_working_copy, open_working_copy
from payung.programme.evidence.picture_copies import can_be_copied
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe


@require_safe
@signed_in
def one(
    request: HttpRequest, actor: Actor, reference: str, record: UUID
) -> HttpResponse:
    """Show when a file was stamped, or that it waits; and its working copy."""
    case = cases.case_for(actor, reference)
    evidence = cases.kept_in(case, record)
    context = {
        "case": case,
        "file": evidence,
        "zone": case_page.zone_of(case),
        "stamps": showing.stamps_of(evidence),
        "asks": settings.WITNESSES is not None,
        "copy": showing.copy_of(evidence),
        "can_be_copied": can_be_copied(evidence.kind),
    }
    return render(request, "evidence/proof.html", context)


@require_POST
@unlocked
def make_copy(
    request: HttpRequest, actor: Actor, reference: str, record: UUID
) -> HttpResponse:
    """Make a working copy, or say why there is none."""
    case = cases.case_for(actor, reference)
    evidence = cases.kept_in(case, record)
    try:
        make_working_copy(
            actor=actor, evidence=evidence, vault=vault(), at=timezone.now()
        )
    except CannotBe as refusal:
        messages.error(request, refusal.sentence)
    except (custody.Changed, sealed.Refused, NoSuchFile):
        messages.error(request, changed())
    else:
        messages.success(request, _("The working copy is made, and kept locked."))
    return redirect("case-file-proof", case.reference, evidence.record)


@require_safe
@unlocked
def get_copy(
    request: HttpRequest, actor: Actor, reference: str, record: UUID
) -> HttpResponseBase:
    """Send the working copy, opened, as a download."""
    case = cases.case_for(actor, reference)
    copy = access.copy_in(case, record)
    try:
        pieces = open_working_copy(
            actor=actor, copy=copy, vault=vault(), at=timezone.now()
        )
    except CannotBe as refusal:
        messages.error(request, refusal.sentence)
    except (custody.Changed, sealed.Refused, NoSuchFile):
        messages.error(request, changed())
    else:
        kind = kind_called(copy.kind)
        name = f"{str(copy.pk)[:8]}.{kind.ending if kind else 'bin'}"
        return download(pieces, name=name, size=copy.size, media=copy.kind)
    return redirect("case-file-proof", case.reference, record)


def download(
    pieces: Iterator[bytes], *, name: str, size: int, media: str
) -> StreamingHttpResponse:
    """Return an answer that a browser keeps as a file and never shows by itself."""
    response = StreamingHttpResponse(pieces, content_type=media)
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
