"""What people ask of the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from .chain import Broken, breaks
from .models import Entry, Head


def entries_about(subject: str) -> QuerySet[Entry]:
    """Return the entries about one subject, newest first."""
    return Entry.objects.filter(subject=subject).order_by("-number")


def broken_places() -> list[Broken]:
    """Return every place where the journal was tampered with; empty when whole."""
    head = Head.objects.filter(id=1).values_list("number", "digest").first()
    return breaks(Entry.objects.order_by("number").iterator(), head=head or (0, ""))
