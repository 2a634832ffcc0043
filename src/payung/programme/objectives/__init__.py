"""Every figure that the programme promised, computed and kept as it was computed."""

from __future__ import annotations
