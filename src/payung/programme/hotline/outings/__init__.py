"""Going out to somebody: the pair, who could go, and looking for the silent."""

from __future__ import annotations
