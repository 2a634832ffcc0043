"""Who is tried next, who owns what, and who is on call: rules without a clock."""

from __future__ import annotations

from ._capacity import Certificate, NothingToCount, capacity_certificate
from ._fairness import Fairness, Load, fairness
from ._publishing import (
    Fallback,
    FallbackNotSigned,
    Gap,
    GapReport,
    HorizonTooShort,
    Published,
    RosterHasGaps,
    gap_report,
    publish,
)
from ._rosters import (
    Duty,
    Leave,
    NoLastResort,
    Roster,
    Shift,
    covered,
    duties,
    gaps,
    on_duty,
)
from ._spans import (
    NaiveTime,
    Span,
    SpanRunsBackwards,
    joined,
    local_span,
    minutes_of,
    within,
    without,
)
from ._swaps import (
    CannotTake,
    NotHerShift,
    Swap,
    WouldOpenGap,
    ask_swap,
    go_on_leave,
    take_swap,
)


__all__ = [
    "CannotTake",
    "Certificate",
    "Duty",
    "Fairness",
    "Fallback",
    "FallbackNotSigned",
    "Gap",
    "GapReport",
    "HorizonTooShort",
    "Leave",
    "Load",
    "NaiveTime",
    "NoLastResort",
    "NotHerShift",
    "NothingToCount",
    "Published",
    "Roster",
    "RosterHasGaps",
    "Shift",
    "Span",
    "SpanRunsBackwards",
    "Swap",
    "WouldOpenGap",
    "ask_swap",
    "capacity_certificate",
    "covered",
    "duties",
    "fairness",
    "gap_report",
    "gaps",
    "go_on_leave",
    "joined",
    "local_span",
    "minutes_of",
    "on_duty",
    "publish",
    "take_swap",
    "within",
    "without",
]
