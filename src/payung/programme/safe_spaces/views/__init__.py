"""The pages of rooms."""

from __future__ import annotations
