"""Write facts as bytes in one way only, so that a digest of them means something."""

from __future__ import annotations

import json
from collections.abc import Mapping


def canonical(facts: Mapping[str, object]) -> bytes:
    """Return JSON in UTF-8: keys in order, no blanks, signs as they are."""
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
