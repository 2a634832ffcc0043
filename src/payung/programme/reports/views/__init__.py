"""Pages about reports: each translates and calls one action or query."""

from __future__ import annotations
