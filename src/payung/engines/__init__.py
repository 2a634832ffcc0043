"""Engines think: pure Python, no clock, network, environment or chance."""

from __future__ import annotations
