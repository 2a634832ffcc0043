"""What the journal says of files that were brought in, and of changed reports."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


LOOKED = declare("import.looked", "%(actor)s looked at a file before bringing it in")
BROUGHT = declare(
    "import.brought",
    "%(actor)s brought a file in",
    "rows",
    "new",
    "same",
    "updated",
    "cannot",
)
REVISED = declare("report.revised", "%(actor)s sent a later %(subject)s", "source")
FOLDED = declare("report.folded_in", "%(actor)s opened a later version of %(subject)s")
MAPPING = declare("import.mapping", "%(actor)s kept how a file's columns are read")
