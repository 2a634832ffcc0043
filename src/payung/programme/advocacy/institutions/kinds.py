"""What the journal says of the register of institutions."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


ADDED = declare("institution.added", "%(actor)s put %(subject)s into the register")
CORRECTED = declare(
    "institution.corrected", "%(actor)s corrected %(subject)s in the register", "fields"
)
CLOSED = declare("institution.closed", "%(actor)s closed %(subject)s in the register")
OPENED = declare("institution.opened", "%(actor)s opened %(subject)s again")
BROUGHT = declare(
    "institution.brought",
    "%(actor)s brought institutions of %(subject)s in from a spreadsheet",
    "new",
    "changed",
    "same",
    "wrong",
)
