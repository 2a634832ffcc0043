"""Offices and posts, meetings with them, and what they promised."""

from __future__ import annotations
