"""Time stamps, working copies and the bundle that a lawyer checks without us."""

from __future__ import annotations
