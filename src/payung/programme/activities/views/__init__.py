"""The pages of one activity: planned, held, moved, called off."""

from __future__ import annotations
