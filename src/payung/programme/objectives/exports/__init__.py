"""The numbers of a report in the shapes that other systems read."""

from __future__ import annotations
