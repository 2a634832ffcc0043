"""Words about rooms, for the pages."""

from __future__ import annotations
