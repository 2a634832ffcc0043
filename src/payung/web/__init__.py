"""Web shows: settings, addresses and the frame of every page."""

from __future__ import annotations
