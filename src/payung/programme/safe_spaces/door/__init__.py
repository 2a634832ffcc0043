"""The door of a room: taps come in, days and counters follow from them."""

from __future__ import annotations
