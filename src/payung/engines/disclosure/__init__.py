"""Turn sensitive counts into figures from which no hidden one can be worked out.

What it promises, and where that ends: docs/explanation/disclosure.md.
"""

from __future__ import annotations

from ._audit import Interval
from ._intruder import audit, would_give_away
from ._linked import TablesDisagree
from ._release import (
    Release,
    ReleaseAltered,
    Why,
    protect,
    protect_together,
    reopen,
)
from ._rules import Audience, Reason, Rules, Zeros
from ._secondary import CannotProtect
from ._tables import BadTable, Counts, Dimension


__all__ = [
    "Audience",
    "BadTable",
    "CannotProtect",
    "Counts",
    "Dimension",
    "Interval",
    "Reason",
    "Release",
    "ReleaseAltered",
    "Rules",
    "TablesDisagree",
    "Why",
    "Zeros",
    "audit",
    "protect",
    "protect_together",
    "reopen",
    "would_give_away",
]
