"""Invented people and an invented year, so that every page can be tried."""

from __future__ import annotations
