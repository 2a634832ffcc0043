"""Which texts of a case words can be masked in, named without opening any."""

from __future__ import annotations

from django.utils.timezone import localtime

from payung.programme.cases.case_page import timeline_of, zone_of
from payung.programme.cases.models import Case, Masked
from payung.programme.people.actors import Actor

from .keeping import note_lines


def texts_to_mask(actor: Actor, case: Case) -> dict[str, str]:
    """Return the texts that she can read, by the name that the form sends back."""
    own = {
        part.value: str(part.label)
        for part in (Masked.TITLE, Masked.NOTE)
        if getattr(case, part.value) is not None
    }
    zone = zone_of(case)
    lines = {
        f"{Masked.LINE.value}.{one.entry.pk}": _named(
            localtime(one.entry.at, zone).isoformat(" ", "minutes")[:16],
            one.title,
            one.entry.by,
        )
        for one in timeline_of(case)
        if one.sealed
    }
    notes = {
        f"{Masked.STAFF_NOTE.value}.{one.note.pk}": _named(
            localtime(one.note.at, zone).isoformat(" ", "minutes")[:16],
            one.title,
            one.note.by,
        )
        for one in note_lines(actor, case)
    }
    return own | lines | notes


def _named(*parts: str) -> str:
    return " · ".join(parts)
