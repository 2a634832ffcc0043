"""Somebody outside who expects a sign of life, and calls people when none comes."""

from __future__ import annotations

from .fake import FakeMonitor
from .heartbeat import Heartbeat, UnsafeMonitor
from .speaking import Monitor, NotHeard


__all__ = ["FakeMonitor", "Heartbeat", "Monitor", "NotHeard", "UnsafeMonitor"]
