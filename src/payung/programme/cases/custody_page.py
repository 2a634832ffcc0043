"""What was done with a file, in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .models import Custody, CustodyEvent, Evidence
from .recipients import Recipient


@dataclass(frozen=True, kw_only=True, slots=True)
class CustodyLine:
    """What was done with a file, in words; `same` says whether it was unchanged."""

    event: CustodyEvent
    title: str
    same: bool


def custody_of(evidence: Evidence) -> tuple[CustodyLine, ...]:
    """Return what was done with a file, oldest first."""
    events = evidence.custody.order_by("at", "id")
    return tuple(
        CustodyLine(event=one, title=_title(one), same=one.digest == evidence.digest)
        for one in events
    )


def _title(event: CustodyEvent) -> str:
    kind = Custody(event.kind)
    if kind not in {Custody.BUNDLED, Custody.TRANSFERRED}:
        return str(kind.label)
    whom = Recipient(event.about).label
    return _("%(what)s: %(about)s") % {"what": kind.label, "about": whom}
