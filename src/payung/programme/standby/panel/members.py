"""Who is on the panel, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from payung.engines.dispatch import Span
from payung.programme.people.models import Person
from payung.programme.standby.models import DutyKind
from payung.programme.standby.panel_models import PanelMember


LAWYERS = (DutyKind.ATTORNEY, DutyKind.ATTORNEY_BACKUP)


def serves(person: Person, duty: DutyKind, span: Span) -> bool:
    """Return whether the panel lets her have this duty in all of the span.

    Who has not said anything of herself yet is on it: better asked than not.
    """
    if duty not in LAWYERS:
        return True
    said = PanelMember.objects.filter(person=person).first()
    if said is None:
        return True
    begun = said.since <= span.start
    return begun and (said.until is None or span.end <= said.until)


def off_the_panel(handles: Iterable[str], at: datetime) -> frozenset[str]:
    """Return which of these are not on the panel yet, or any more."""
    rows = PanelMember.objects.filter(person__handle__in=list(handles))
    off = rows.filter(Q(since__gt=at) | Q(until__lte=at))
    return frozenset(off.values_list("person__handle", flat=True))
