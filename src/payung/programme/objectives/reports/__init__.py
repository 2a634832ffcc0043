"""Donor reports: numbers from snapshots, words from people, versions that stay."""

from __future__ import annotations
