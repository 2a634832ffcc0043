"""Tags that the templates of every app may load."""

from __future__ import annotations
