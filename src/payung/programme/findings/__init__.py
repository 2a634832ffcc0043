"""Figures that give nobody away: Overview, and briefs for those who decide."""

from __future__ import annotations
