"""The pages of a plan: the wall, what is late, one's week, and writing a plan."""

from __future__ import annotations
