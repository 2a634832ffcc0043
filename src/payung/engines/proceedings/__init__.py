"""The steps of defence, complaint and civil tracks, and what cannot follow what."""

from __future__ import annotations
