"""Pages of the calls."""

from __future__ import annotations
