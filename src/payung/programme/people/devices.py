"""Keys for collecting apps: a phone signs in with its own, which can be ended."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from payung.programme.journal.actions import record

from . import kinds
from .actors import Actor
from .models import DeviceKey, Person


@transaction.atomic
def add_device(*, actor: Actor, name: str, at: datetime) -> str:
    """Return a new key of 32 signs for one phone, shown once; only a hash is kept."""
    key = secrets.token_urlsafe(24)
    device = DeviceKey.objects.create(
        person_id=actor.person_id, name=name, digest=_digest(key), made_at=at
    )
    # By number: people name a phone after its owner, and the journal is for good.
    subject = actor.handle
    record(kinds.DEVICE_ADDED, actor=actor, subject=subject, at=at, device=device.pk)
    return key


@transaction.atomic
def end_device(*, actor: Actor, device: DeviceKey, at: datetime) -> None:
    """End a phone's key: from now on it can send nothing."""
    DeviceKey.objects.filter(pk=device.pk, ended_at=None).update(ended_at=at)
    subject = actor.handle
    record(kinds.DEVICE_ENDED, actor=actor, subject=subject, at=at, device=device.pk)


def person_with_device(handle: str, key: str) -> Person | None:
    """Return whose phone this is, or None; a key has 192 bits and needs no stretching."""
    row = DeviceKey.objects.filter(
        digest=_digest(key),
        person__handle=handle,
        person__is_active=True,
        ended_at=None,
    ).first()
    return row.person if row else None


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
