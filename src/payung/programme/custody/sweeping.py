"""What is due on the custody board, found after any crash: alarms and drafts."""

from __future__ import annotations

from datetime import datetime

from .alarms import refigure_alarms, say_alarms
from .drafts import draft_breaches, follow_corrections
from .keeping import keep_in_notes
from .refiguring import follow_the_packs


def sweep(*, at: datetime) -> int:
    """Do all that is due; return how much was. Nothing is kept in memory between."""
    done = follow_the_packs(at=at)
    done += refigure_alarms(at=at) + say_alarms(at=at)
    done += follow_corrections(at=at) + draft_breaches(at=at)
    return done + keep_in_notes(at=at)
