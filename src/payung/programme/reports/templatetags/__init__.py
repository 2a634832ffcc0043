"""Tags for the list of notes."""

from __future__ import annotations
