"""What she agreed to, one purpose at a time; each is a key, and taking it back shreds it."""

from __future__ import annotations
