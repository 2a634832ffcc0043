"""What the journal says of how people are reached."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


MACHINE_STARTED = declare(
    "machine.started",
    "%(actor)s let the line of %(subject)s know whom to reach",
    "team",
)
MACHINE_AWAKE = declare(
    "machine.awake", "%(actor)s opened the line of %(subject)s after it was off"
)
WAY_ADDED = declare("way.added", "%(actor)s added a way to reach %(subject)s", "way")
WAY_ENDED = declare("way.ended", "%(actor)s ended a way to reach %(subject)s", "way")
