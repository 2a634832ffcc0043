"""When what happened to each contact, read from the columns that the log has made.

The proof of a night replays the log line by line; here the same times are read from the
contact's own columns, which each step of the log writes, and from two moments of the log.
A test replays a log and compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from payung.engines.dispatch import (
    CallBack,
    Channel,
    ContactTimes,
    Event,
    Kind,
    Priority,
)
from payung.programme.hotline.models import Contact, ContactEvent

from .scope import Scope


@dataclass(frozen=True, kw_only=True, slots=True)
class Timed:
    """The times of a contact, and the language she was spoken to in."""

    times: ContactTimes
    language: str


def timed_contacts(scope: Scope) -> list[Timed]:
    """Return each contact that came in during the part of the period that is over."""
    key = "contacts in time"
    if key not in scope.memo:
        scope.memo[key] = list(_read(scope))
    found: list[Timed] = scope.memo[key]
    return found


# A look into a table is many times faster than to call an enumeration.
_CHANNELS = {one.value: one for one in Channel}
_PRIORITIES = {one.value: one for one in Priority}
_KINDS = {one.value: one for one in Kind}
_COLUMNS = (
    *("record", "opened_at", "channel", "priority", "reached_at", "call_back"),
    *("closed_at", "disposition", "kind", "owner", "closed_by", "next_step"),
    *("language", "is_answered"),
)


def _read(scope: Scope) -> Iterator[Timed]:
    rows = Contact.objects.filter(
        country=scope.country,
        opened_at__gte=scope.start,
        opened_at__lt=min(scope.end, scope.at),
    )
    gone = _rang_off(rows)
    spoke = ContactEvent.objects.filter(
        contact=OuterRef("pk"), event=Event.ACCEPTED, at=OuterRef("reached_at")
    )
    told = rows.annotate(is_answered=Exists(spoke)).order_by("opened_at", "record")
    for row in told.values_list(*_COLUMNS):
        yield _timed(row, gone.get(row[0]))


def _timed(row: tuple[Any, ...], gone: datetime | None) -> Timed:
    (_pk, opened, channel, priority, reached, call_back, closed, *more) = row
    disposition, kind, owner, closed_by, next_step, language, is_answered = more
    live = is_answered and channel != Channel.OWN_PHONE
    return Timed(
        times=ContactTimes(
            opened_at=opened,
            channel=_CHANNELS[channel],
            priority=_PRIORITIES[priority],
            answered_at=reached if live else None,
            reached_at=reached,
            rang_off_at=gone,
            call_back_allowed=call_back == CallBack.ALLOWED,
            closed_at=closed,
            disposition=disposition,
            kind=_KINDS[kind],
            owner=owner or closed_by,
            next_step=next_step,
        ),
        language=language,
    )


def _rang_off(rows: QuerySet[Contact]) -> dict[UUID, datetime]:
    """Return, by contact, when the caller rang off before anybody had spoken to her.

    Only whoever called waits on the line. What was written down first came first:
    late news stand behind lines that are younger than they are.
    """
    events = ContactEvent.objects.filter(contact__in=rows.values("pk"))
    spoke: dict[UUID, int] = {}
    gone: dict[UUID, tuple[int, datetime]] = {}
    left = events.filter(event=Event.HUNG_UP, contact__channel=Channel.CALL)
    for contact, number, at in left.order_by("number").values_list(
        "contact_id", "number", "at"
    ):
        gone.setdefault(contact, (number, at))
    voices = events.filter(
        event__in=(Event.ACCEPTED, Event.REACHED),
        at=F("contact__reached_at"),
        contact__in=left.values("contact_id"),
    )
    for contact, number in voices.order_by("number").values_list(
        "contact_id", "number"
    ):
        spoke.setdefault(contact, number)
    return {
        contact: at
        for contact, (number, at) in gone.items()
        if contact not in spoke or number < spoke[contact]
    }
