"""Focus groups and meetings with the lawyer: what was said, decided, done and told back."""

from __future__ import annotations
