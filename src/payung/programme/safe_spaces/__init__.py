"""Rooms that are open as promised: when, who came, and what they got there."""

from __future__ import annotations
