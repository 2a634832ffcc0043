"""A short name of what the clocks of a pack say: another one, and they say otherwise."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from payung.engines.clocks import Clock

from ._pack import Pack


# Counts up where the program itself begins to figure otherwise from the same pack.
FIGURING = 2


def clocks_digest(pack: Pack) -> str:
    """Return sixteen hexadecimal signs that change whenever a clock could.

    They depend on limits, zones, the weekend and the holidays, and on no label.
    """
    said = {
        "figuring": FIGURING,
        "clocks": [_clock(one) for one in pack.clocks],
        "zones": [[one.name, list(one.areas)] for one in pack.zones],
        "weekend": sorted(pack.weekend),
        "holidays": asdict(pack.holiday_edits),
    }
    text = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _clock(clock: Clock) -> list[object]:
    return [
        clock.id,
        clock.starts_on,
        list(clock.stops_on),
        sorted(clock.not_counted),
        [asdict(value) for value in clock.values],
    ]
