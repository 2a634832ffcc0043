"""Legal time limits that can be dated and suspended, and the moment they run out."""

from __future__ import annotations

from ._days import LocalCalendar
from ._deadlines import (
    SOON,
    ClockRunsBackwards,
    Deadline,
    DeadlineRange,
    State,
    deadline,
    deadline_between,
    kept,
    remaining,
    state,
)
from ._law import (
    Clock,
    Confidence,
    Event,
    NoValueInForce,
    Status,
    Unit,
    Value,
    value_in_force,
)
from ._moments import NaiveMoment
from ._pauses import OverlappingPauses, Pause, PauseRunsBackwards


__all__ = [
    "SOON",
    "Clock",
    "ClockRunsBackwards",
    "Confidence",
    "Deadline",
    "DeadlineRange",
    "Event",
    "LocalCalendar",
    "NaiveMoment",
    "NoValueInForce",
    "OverlappingPauses",
    "Pause",
    "PauseRunsBackwards",
    "State",
    "Status",
    "Unit",
    "Value",
    "deadline",
    "deadline_between",
    "kept",
    "remaining",
    "state",
    "value_in_force",
]
