"""Keep what cannot be placed: sealed to the team on arrival, for a person to look at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of, team_public

from . import kinds
from .models import Unplaced


FIELD = "unplaced.body"
UNKNOWN_FORM = "unknown_form"
ANOTHER_BODY = "another_body"
UNKNOWN_KEY = "unknown_key"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """Something that cannot be placed: what it calls itself, and its bytes."""

    form: str
    version: str
    instance: str
    body: bytes


@transaction.atomic
def set_aside(
    *, actor: Actor, team_id: UUID, arrived: Arrived, reason: str, at: datetime
) -> Unplaced:
    """Keep what arrived, whole and sealed; the same bytes again change nothing.

    Its codes are sealed as well: in a form we do not know, they may be anything.
    """
    team = Team.objects.get(pk=team_id, pk__in=actor.own_teams)
    digest = hashlib.sha256(arrived.body).hexdigest()
    known = Unplaced.objects.filter(
        team=team, instance_id=arrived.instance, digest=digest
    ).first()
    if known is not None:
        return known
    secret = sealed.new_record_secret(uuid4())
    row_of(sealed.wrap_for_team(secret, team_public(team))).save(force_insert=True)
    kept = Unplaced(
        record=UUID(str(secret.record)),
        country=actor.country,
        team=team,
        form_id=arrived.form,
        version=arrived.version,
        instance_id=arrived.instance,
        digest=digest,
        reason=reason,
        body=sealed.seal_field(secret, FIELD, _text(arrived.body)),
        received_at=at,
        sent_by=actor.handle,
    )
    kept.save(force_insert=True)
    subject = str(kept.record)
    record(kinds.SET_ASIDE, actor=actor, subject=subject, at=at, reason=reason)
    return kept


def _text(body: bytes) -> str:
    # Latin-1 gives every byte a sign, so whatever came can be given back as it was.
    return body.decode("latin-1")
