"""A calendar that somebody's own calendar app reads: times, and nothing else."""

from __future__ import annotations
