"""Tags of the plan's pages."""

from __future__ import annotations
