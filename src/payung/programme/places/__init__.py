"""Countries, their areas, and the register of police units."""

from __future__ import annotations
