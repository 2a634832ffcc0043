"""The address of a feed: made, shown once, ended. Only its digest is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.proceedings import kinds
from payung.programme.proceedings.models import CalendarFeed


@transaction.atomic
def make_feed(*, actor: Actor, at: datetime) -> str:
    """Return the secret of a new address; the one before it ends at once."""
    _end_all(actor, at)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.create(
        person_id=actor.person_id,
        digest=_digest(token),
        salt=secrets.token_bytes(32),
        made_at=at,
    )
    record(kinds.FEED_MADE, actor=actor, subject=actor.handle, at=at)
    return token


@transaction.atomic
def end_feed(*, actor: Actor, at: datetime) -> int:
    """End her address; return how many there were."""
    ended = _end_all(actor, at)
    if ended:
        record(kinds.FEED_ENDED, actor=actor, subject=actor.handle, at=at)
    return ended


def feed_with(token: str) -> CalendarFeed | None:
    """Return the feed of this secret while it lasts; a secret has 256 bits."""
    rows = CalendarFeed.objects.filter(
        digest=_digest(token), ended_at=None, person__is_active=True
    )
    return rows.select_related("person").first()


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Return her feed that lasts, if any."""
    rows = CalendarFeed.objects.filter(person_id=actor.person_id, ended_at=None)
    return rows.first()


def _end_all(actor: Actor, at: datetime) -> int:
    mine = CalendarFeed.objects.filter(person_id=actor.person_id, ended_at=None)
    return mine.update(ended_at=at)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
