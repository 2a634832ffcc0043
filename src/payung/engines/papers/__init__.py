"""Fill a Word template from a pack, or say which of its fields nobody knows."""

from __future__ import annotations
