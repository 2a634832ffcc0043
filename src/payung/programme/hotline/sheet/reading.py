"""Open one sealed part of a contact at a time; it is written down who did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from payung.engines import sealed
from payung.gateways.telephone.media.wav import with_length
from payung.gateways.vault import Vault
from payung.programme.hotline import kinds
from payung.programme.hotline.access import NoSuchContact
from payung.programme.hotline.fields import NOTE, NUMBER, TEXT
from payung.programme.hotline.models import Contact, Said, Voicemail
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor


PARTS = {"number": NUMBER, "text": TEXT, "note": NOTE}


@dataclass(frozen=True, kw_only=True, slots=True)
class Later:
    """One text that came in later, in clear."""

    at: datetime
    text: str = field(repr=False)


@transaction.atomic
def show_part(*, actor: Actor, contact: Contact, part: str, at: datetime) -> str:
    """Return the number, the first text or the note, "" where there is none.

    Raise NoSuchContact for another part, KeysNeeded or Refused.
    """
    if part not in PARTS:
        raise NoSuchContact(contact.reference)
    record(kinds.SHOWN, actor=actor, subject=contact.reference, at=at, part=part)
    if part == "number":
        return number_of(actor, contact)
    return _opened(actor, contact, PARTS[part], getattr(contact, part))


@transaction.atomic
def show_later(*, actor: Actor, contact: Contact, at: datetime) -> tuple[Later, ...]:
    """Return what the same sender wrote after her first text, in order."""
    record(kinds.SHOWN, actor=actor, subject=contact.reference, at=at, part="later")
    return tuple(
        Later(at=row.at, text=_opened(actor, row, TEXT, row.text))
        for row in contact.said.order_by("at", "kept_at")
        if row.text is not None
    )


def number_of(actor: Actor, contact: Contact) -> str:
    """Return the number in clear, "" where none is kept; the caller journals it."""
    if contact.number is not None:
        return _opened(actor, contact, NUMBER, contact.number)
    for row in contact.said.order_by("at", "kept_at"):
        if row.number is not None:
            return _opened(actor, row, NUMBER, row.number)
    return ""


def hear(
    *, actor: Actor, voicemail: Voicemail, vault: Vault, at: datetime
) -> Iterator[bytes]:
    """Return a message in clear, piece by piece; it is noted who first heard it."""
    secret = actor.unlocked.secret(voicemail.record)
    about = voicemail.contact.reference
    with transaction.atomic():
        if voicemail.heard_at is None:
            voicemail.heard_at, voicemail.heard_by = at, actor.handle
            voicemail.save(update_fields=["heard_at", "heard_by"])
        record(kinds.SHOWN, actor=actor, subject=about, at=at, part="voice")
    return _pieces(secret, voicemail, vault.open(voicemail.file))


def _pieces(
    secret: sealed.RecordSecret, voicemail: Voicemail, source: BinaryIO
) -> Iterator[bytes]:
    with source:
        reader = sealed.StreamReader(secret, voicemail.file, source)
        pieces = iter(reader)
        # A telephone writes the head before it knows how long the message will be.
        yield with_length(next(pieces, b""), size=reader.size)
        yield from pieces


def _opened(
    actor: Actor, row: Contact | Said, field: str, envelope: sealed.Envelope | None
) -> str:
    if envelope is None:
        return ""
    secret = actor.unlocked.secret(row.record)
    return sealed.open_field(secret, field, envelope)
