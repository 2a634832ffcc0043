"""Reaching people: where each can be reached, and what is still to be told to whom."""

from __future__ import annotations
