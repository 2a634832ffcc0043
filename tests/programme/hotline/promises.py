"""What is promised of every contact, looked for in the rows themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from payung.engines.dispatch import Stage, State, prove, step
from payung.programme.hotline.engine_rows import columns_of, contact_of
from payung.programme.hotline.models import Contact, Response
from payung.programme.hotline.nights.log_reading import line_of, log_of


WITH_OWNER = {State.CALL_BACK, State.OWNED, State.HANDING_OVER}


def broken_promises() -> list[str]:
    """Return a sentence for every promise that does not hold; none is the hope."""
    return [*_of_contacts(), *_of_responses()]


def left_to_nobody(until: datetime) -> list[str]:
    """Return every moment of the log at which a contact had no owner and nothing due.

    Unlike the proof of a night it does not ask whether what was due came in time: a
    server that was killed on purpose was late.
    """
    late = timedelta(days=3650)
    proof = prove(log_of(Contact.objects.all()), until=until, tolerance=late)
    bare = [f"{one.reference} from {one.span.start}" for one in proof.unowned]
    return bare + [f"{one.reference}: {one.why}" for one in proof.refused]


def _of_contacts() -> Iterator[str]:
    for row in Contact.objects.prefetch_related("events"):
        name = row.reference
        if row.state != State.CLOSED and row.due_at is None:
            yield f"G1 {name} is open, and nothing is due"
        if (row.state in WITH_OWNER) is not bool(row.owner):
            yield f"G2 {name} is {row.state} and belongs to {row.owner or 'nobody'}"
        if row.state == State.CLOSED and not (row.closed_by and row.disposition):
            yield f"G3 {name} was closed by nobody"
        yield from _log(row)


def _log(row: Contact) -> Iterator[str]:
    events = sorted(row.events.all(), key=lambda event: event.number)
    if [event.number for event in events] != list(range(row.version + 1)):
        yield f"G4 the log of {row.reference} has a gap or an end of its own"
        return
    replayed = line_of(events[0]).opened
    assert replayed is not None
    for event in events[1:]:
        happening = line_of(event).happening
        assert happening is not None
        replayed, _effects = step(replayed, happening)
    if columns_of(replayed) != columns_of(contact_of(row)):
        yield f"G4 {row.reference} is not as its log says"


def _of_responses() -> Iterator[str]:
    for row in Response.objects.prefetch_related("events"):
        if row.stage != Stage.COMPLETE and row.due_at is None:
            yield f"R1 {row.reference} is open, and nothing is due"
        numbers = sorted(event.number for event in row.events.all())
        if numbers != list(range(row.version + 1)):
            yield f"R4 the log of {row.reference} has a gap"
