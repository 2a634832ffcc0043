"""Courses, what people knew before and after, and certificates that end."""

from __future__ import annotations
