"""What the media thread has done so far: numbers only, for health and measures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(kw_only=True, slots=True)
class Counts:
    """Packets by what became of them, and what went wrong.

    `ignored` came from strangers or was junk; `unsent` found no room or way; `late`
    counts moments at which the thread was more than a fifth of a second behind;
    `faults` are mistakes of our own that cost one seat, never the thread.
    """

    heard: int = 0
    relayed: int = 0
    ignored: int = 0
    unsent: int = 0
    late: int = 0
    faults: int = 0
