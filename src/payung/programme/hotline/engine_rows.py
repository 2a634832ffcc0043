"""Between rows and the engine's values: a contact as it is kept and as it is judged."""

from __future__ import annotations

from typing import Any

from payung.engines import dispatch

from .models import Contact, ContactEvent


OPENED = "opened"
# The columns that a step can change.
COLUMNS = (
    *("priority", "state", "primary", "owner", "taker", "rung", "attempts"),
    *("due_at", "reached_at", "caller", "kind", "disposition", "closed_by", "version"),
)


def contact_of(row: Contact) -> dispatch.Contact:
    """Return a stored contact as the engine takes it."""
    return dispatch.Contact(
        reference=row.reference,
        primary=row.primary,
        priority=dispatch.Priority(row.priority),
        channel=dispatch.Channel(row.channel),
        opened_at=row.opened_at,
        due_at=row.due_at,
        state=dispatch.State(row.state),
        owner=row.owner,
        taker=row.taker,
        rung=row.rung,
        attempts=row.attempts,
        reached_at=row.reached_at,
        caller=dispatch.Caller(row.caller),
        call_back=dispatch.CallBack(row.call_back),
        kind=dispatch.Kind(row.kind),
        disposition=row.disposition,
        closed_by=row.closed_by,
        version=row.version,
    )


def columns_of(contact: dispatch.Contact) -> dict[str, Any]:
    """Return the columns in which an engine's contact is kept after a step."""
    return {name: getattr(contact, name) for name in COLUMNS}


def event_of(row: Contact, happening: dispatch.Happening) -> ContactEvent:
    """Return the line of the log, not yet saved, for what has just happened."""
    return ContactEvent(
        contact=row,
        number=row.version,
        event=happening.event.value,
        at=happening.at,
        person=happening.person,
        taker=happening.taker,
        until=happening.until,
        kind=happening.kind.value,
        disposition=happening.disposition,
    )


def happening_of(event: ContactEvent) -> dispatch.Happening:
    """Return a line of the log, any but the opening, as the engine takes it."""
    return dispatch.Happening(
        event=dispatch.Event(event.event),
        at=event.at,
        person=event.person,
        taker=event.taker,
        until=event.until,
        kind=dispatch.Kind(event.kind or dispatch.Kind.NOT_SAID),
        disposition=event.disposition,
    )


def opening_of(row: Contact, event: ContactEvent) -> dispatch.Contact:
    """Return a contact as it was when it came in, from line 0 of its log."""
    priority = dispatch.Priority(event.priority)
    channel = dispatch.Channel(row.channel)
    if channel is dispatch.Channel.OWN_PHONE:
        return dispatch.enter_own_call(
            row.reference,
            priority=priority,
            owner=event.person,
            opened_at=row.opened_at,
            at=event.at,
        )
    return dispatch.open_contact(
        row.reference,
        channel=channel,
        priority=priority,
        primary=event.person,
        at=row.opened_at,
        call_back=dispatch.CallBack(row.call_back),
    )
