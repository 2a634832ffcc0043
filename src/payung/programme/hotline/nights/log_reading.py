"""The log of contacts as the engine reads it, to be replayed and counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet

from payung.engines.dispatch import Logged, Proof, Span
from payung.programme.hotline.engine_rows import happening_of, opening_of
from payung.programme.hotline.models import Contact, ContactEvent


def open_in(country: str, span: Span) -> QuerySet[Contact]:
    """Return the contacts that were open at some moment of this stretch."""
    rows = Contact.objects.filter(country=country, opened_at__lt=span.end)
    return rows.filter(Q(closed_at=None) | Q(closed_at__gte=span.start))


def came_in(country: str, span: Span) -> QuerySet[Contact]:
    """Return the contacts that came in during this stretch."""
    return Contact.objects.filter(
        country=country, opened_at__gte=span.start, opened_at__lt=span.end
    )


def log_of(contacts: QuerySet[Contact]) -> Iterator[Logged]:
    """Yield every line of these contacts, each contact's in order.

    Always the whole log: late news stand behind lines that are younger than they are.
    """
    events = ContactEvent.objects.filter(contact__in=contacts)
    ordered = events.select_related("contact").order_by("contact_id", "number")
    for event in ordered.iterator():
        yield line_of(event)


def line_of(event: ContactEvent) -> Logged:
    """Return one stored line as the engine takes it."""
    contact = event.contact
    if event.number == 0:
        opened = opening_of(contact, event)
        return Logged(reference=contact.reference, opened=opened)
    return Logged(reference=contact.reference, happening=happening_of(event))


def open_minutes(country: str, span: Span) -> float:
    """Return for how many minutes contacts were open, each contact by itself."""
    rows = open_in(country, span).values_list("opened_at", "closed_at")
    total = timedelta()
    for opened, closed in rows:
        began, ended = max(opened, span.start), min(closed or span.end, span.end)
        total += max(ended - began, timedelta())
    return total / timedelta(minutes=1)


def unowned_minutes(proof: Proof, span: Span) -> float:
    """Return the minutes of this stretch in which the replay found nobody."""
    parts = (one.span.common(span) for one in proof.unowned)
    return sum(part.minutes for part in parts if part is not None)
