"""What each sealed text of counselling is sealed as, under the key of the case."""

from __future__ import annotations

from uuid import UUID

from payung.engines import sealed
from payung.programme.cases.models import Case
from payung.programme.people.actors import Actor


def field_name(what: str, row_id: UUID) -> str:
    """Return what a text is sealed as, so that no two can be exchanged."""
    return f"counselling.{what}.{row_id}"


def seal(
    actor: Actor, case: Case, what: str, row_id: UUID, text: str
) -> sealed.Envelope | None:
    """Return a text sealed for its row, or None where nothing was written."""
    if not text.strip():
        return None
    secret = actor.unlocked.secret(case.record)
    return sealed.seal_field(secret, field_name(what, row_id), text)
