"""Pages about signing in, people, teams and keys."""

from __future__ import annotations
