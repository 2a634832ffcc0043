"""Take what a phone has sealed. Every answer is JSON with a sentence or a receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.gateways.vault import FolderVault
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.reports import access, aside
from payung.programme.reports.arriving import (
    Arriving,
    LiesOpen,
    NotReadable,
    read_arriving,
)
from payung.programme.reports.attachments import (
    PIECE,
    AnotherFile,
    ArrivingFile,
    keep_file,
)
from payung.programme.reports.intake import (
    AnotherBody,
    UnknownForm,
    UnknownTeamKey,
    take_sealed,
)


@require_POST
@signed_in
def take(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take one sealed note; answer with a receipt that names it and its digest."""
    check_role(actor, *KEYHOLDERS)
    body = request.body
    digest = hashlib.sha256(body).hexdigest()
    try:
        arriving = read_arriving(body)
    except NotReadable:
        return _sentence(400, _not_readable())
    try:
        taken = take_sealed(
            actor=actor, arriving=arriving, digest=digest, at=timezone.now()
        )
    except NotReadable:
        return _sentence(400, _not_readable())
    except LiesOpen:
        return _sentence(422, _lies_open())
    except UnknownForm:
        return _aside(actor, arriving, body, aside.UNKNOWN_FORM)
    except UnknownTeamKey:
        return _aside(actor, arriving, body, aside.UNKNOWN_KEY)
    except AnotherBody:
        return _aside(actor, arriving, body, aside.ANOTHER_BODY)
    receipt = {
        "reference": taken.reference,
        "instance": taken.instance,
        "digest": taken.digest,
    }
    return JsonResponse(receipt, status=201 if taken.new else 200)


@require_POST
@signed_in
def files(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Take one sealed file of a note; the same file again is the same answer."""
    report = access.report_for(actor, reference)
    try:
        given = _arriving_file(request)
        kept = keep_file(
            actor=actor,
            report=report,
            given=given,
            pieces=_pieces(request),
            vault=FolderVault(settings.VAULT),
            at=timezone.now(),
        )
    except (NotReadable, ValueError):
        return _sentence(400, _not_readable())
    except AnotherFile:
        return _sentence(
            409, _("Another file is kept under this name. Attach it anew.")
        )
    return JsonResponse({"file": str(kept.file), "digest": kept.digest})


def _arriving_file(request: HttpRequest) -> ArrivingFile:
    said = request.headers
    return ArrivingFile(
        file=UUID(said.get("X-File", "")),
        question=said.get("X-Question", ""),
        kind=said.get("X-Kind", ""),
        digest=said.get("X-Digest", ""),
        size=int(said.get("Content-Length", "0")),
    )


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(PIECE):
        yield piece


def _aside(actor: Actor, arriving: Arriving, body: bytes, reason: str) -> HttpResponse:
    arrived = aside.Arrived(
        form=arriving.form,
        version=arriving.version,
        instance=arriving.instance,
        body=body,
    )
    kept = aside.set_aside(
        actor=actor,
        team_id=arriving.team,
        arrived=arrived,
        reason=reason,
        at=timezone.now(),
    )
    receipt = {"kept": True, "instance": arriving.instance, "digest": kept.digest}
    return _sentence(409, _why(reason), **receipt)


def _why(reason: str) -> str:
    return {
        aside.UNKNOWN_FORM: _(
            "This version of the form is not known here. The note is kept, locked. "
            "Reload the page for the form in use, and tell the coordinator."
        ),
        aside.UNKNOWN_KEY: _(
            "This note was locked with a key that the team never had. It is kept as "
            "it came. Reload the page and compare the six words with the office."
        ),
        aside.ANOTHER_BODY: _(
            "A note with the same number was sent before, and this one is different. "
            "Both are kept. Tell the coordinator."
        ),
    }[reason]


def _sentence(status: int, sentence: str, **more: object) -> JsonResponse:
    return JsonResponse({"sentence": sentence, **more}, status=status)


def _not_readable() -> str:
    return _(
        "This could not be read, and nothing of it was stored. It is still on this "
        "phone. Reload the page, then send it again."
    )


def _lies_open() -> str:
    return _(
        "An answer was not locked as it must be, so nothing was stored. It is still "
        "on this phone. Reload the page, then send it again."
    )
