"""Applications and complaints, filled from what is sealed and never stored open."""

from __future__ import annotations
