"""Who did what when: declared kinds of entry, chained by hash, without content."""

from __future__ import annotations
