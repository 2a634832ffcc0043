"""What the journal says of figures."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


RELEASED = declare(
    "figures.released", "%(actor)s made figures of %(subject)s", "audience", "hidden"
)
BRIEFED = declare(
    "figures.briefed", "%(actor)s made a brief of %(subject)s", "audience", "language"
)
FETCHED = declare("figures.fetched", "%(actor)s fetched the brief %(subject)s", "file")
