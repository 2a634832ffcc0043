"""What is said in a circle is sealed under its own key, each text bound to its row."""

from __future__ import annotations

from uuid import UUID

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of


def new_key(actor: Actor, team: Team, record: UUID) -> sealed.RecordSecret:
    """Make the key of a record and let the team open it."""
    secret = sealed.new_record_secret(record)
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    return secret


def name_of(what: str, row: UUID) -> str:
    """Return what a text is sealed as, so that no two can be exchanged."""
    return f"circle.{what}.{row}"


def seal(
    actor: Actor, record: UUID, what: str, row: UUID, text: str
) -> sealed.Envelope:
    """Return a text sealed under the key of a record."""
    return sealed.seal_field(actor.unlocked.secret(record), name_of(what, row), text)


def seal_if_any(
    actor: Actor, record: UUID, what: str, row: UUID, text: str
) -> sealed.Envelope | None:
    """Return a text sealed, or None where nothing was written."""
    return seal(actor, record, what, row, text) if text else None


def opened(
    actor: Actor, record: UUID, what: str, row: UUID, envelope: sealed.Envelope | None
) -> str:
    """Return the text; empty where nothing was written. Raise Refused."""
    if envelope is None:
        return ""
    return sealed.open_field(
        actor.unlocked.secret(record), name_of(what, row), envelope
    )
