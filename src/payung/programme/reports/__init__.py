"""What was done to whom: reports sealed on arrival, and the codes that may be counted."""

from __future__ import annotations
