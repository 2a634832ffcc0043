"""Open what was noted of an activity; the journal says that somebody did."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .access import NoSuchActivity
from .actions import NOTE
from .models import Activity


@transaction.atomic
def show_note(*, actor: Actor, activity: Activity, at: datetime) -> str:
    """Return the note; raise NoSuchActivity where there is none, or sealed.Refused."""
    if activity.record is None or activity.note is None:
        raise NoSuchActivity(str(activity.pk))
    secret = actor.unlocked.secret(activity.record)
    text = sealed.open_field(secret, NOTE, activity.note)
    record(kinds.NOTE_SHOWN, actor=actor, subject=str(activity.pk), at=at)
    return text
