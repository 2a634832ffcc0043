"""The page of the panel, what is done on it, and filling a roster from it."""

from __future__ import annotations
