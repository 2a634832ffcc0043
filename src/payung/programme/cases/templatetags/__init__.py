"""Words about the time of a case."""

from __future__ import annotations
