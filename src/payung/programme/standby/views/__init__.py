"""Pages of duty: one's own, the roster, the tests of phones."""

from __future__ import annotations
