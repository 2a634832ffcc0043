"""Whose phone it is that answered, and that it did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from payung.programme.alerts.models import Way
from payung.programme.standby.models import ProvenBy
from payung.programme.standby.proofs import proven


def way_at(target: str) -> Way | None:
    """Return the way that a telephone calls by this id, ended ones too; else None."""
    try:
        key = UUID(target)
    except ValueError:
        return None
    return Way.objects.filter(pk=key).select_related("person").first()


def person_at(target: str) -> str:
    """Return the handle of whose phone this is, or "" if it is nobody's."""
    way = way_at(target)
    return way.person.handle if way else ""


def answered_call(person: str, *, at: datetime) -> None:
    """Note that her phone was answered, by pressing 1."""
    proven(person=person, by=ProvenBy.CALL, at=at)


def tapped(person: str, *, at: datetime) -> None:
    """Note that she was there, by a tap on the page."""
    proven(person=person, by=ProvenBy.TAP, at=at)


def answered_text(person: str, *, at: datetime) -> None:
    """Note that she answered a text."""
    proven(person=person, by=ProvenBy.SMS, at=at)
