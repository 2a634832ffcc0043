"""Find files without a time stamp, and ask for what is due."""

from __future__ import annotations

from datetime import datetime

from payung.programme.cases.models import Evidence

from .stamping import ask_for_stamp, stamp_due
from .witnesses import witnesses


AT_ONCE = 50


def sweep(*, at: datetime, most: int = AT_ONCE) -> int:
    """Queue what has no stamp yet, ask for what is due; return how many were stamped.

    Raise BadWitnessFile where the machine's file of authorities cannot be used.
    """
    new = Evidence.objects.filter(stamps=None, custody__number=1)
    for evidence in new.order_by("added_at")[:most]:
        ask_for_stamp(evidence, at=at)
    return stamp_due(witnesses(), at=at, most=most)
