"""The proof of every night, the figures, and who watches the watcher."""

from __future__ import annotations
