"""A file of a note, and a note that waits to be placed, for the access table."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from django.conf import settings

from payung.engines import sealed
from payung.gateways.vault import FolderVault
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports.access import report_for
from payung.programme.reports.aside import ANOTHER_BODY, Arrived, set_aside
from payung.programme.reports.attachments import ArrivingFile, keep_file
from tests.cast import THEN


def one_file(actor: Actor, reference: str) -> dict[str, dict[str, object]]:
    """Keep one file of this note; return what its addresses name."""
    report, file = report_for(actor, reference), uuid4()
    secret = actor.unlocked.secret(report.record)
    body = b"".join(sealed.seal_stream(secret, file, [b"an invented recording"]))
    given = ArrivingFile(
        file=file,
        question="evidence[1]/e_file",
        kind="audio/ogg",
        digest=hashlib.sha256(body).hexdigest(),
        size=len(body),
    )
    vault = FolderVault(settings.VAULT)
    keep_file(
        actor=actor, report=report, given=given, pieces=[body], vault=vault, at=THEN
    )
    named: dict[str, object] = {"reference": reference, "file": file}
    return {"note-file": named, "note-file-get": named}


def one_aside(team: Team, actor: Actor) -> dict[str, dict[str, object]]:
    """Set one note aside; return what its addresses name."""
    arrived = Arrived(
        form="full_note", version="1", instance="uuid:aside", body=b"<data/>"
    )
    waiting = set_aside(
        actor=actor, team_id=team.pk, arrived=arrived, reason=ANOTHER_BODY, at=THEN
    )
    named: dict[str, object] = {"record": waiting.record}
    return {f"aside-{deed}": named for deed in ("show", "take-in", "put-away")}
