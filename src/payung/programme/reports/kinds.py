"""What the journal says of reports."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


PUBLISHED = declare(
    "form.published", "%(actor)s put a form into use", "form", "version"
)
TAKEN = declare("report.taken", "%(actor)s sent %(subject)s", "source")
SET_ASIDE = declare(
    "report.set_aside", "What %(actor)s sent could not be placed yet", "reason"
)
FILE_TAKEN = declare("report.file_taken", "%(actor)s added a file to %(subject)s")
FILE_READ = declare("report.file_read", "%(actor)s opened a file of %(subject)s")
ASIDE_SHOWN = declare(
    "report.aside_shown", "%(actor)s read a note that waits to be placed"
)
PLACED = declare(
    "report.placed", "%(actor)s took a waiting note in as a note of its own", "became"
)
PUT_AWAY = declare(
    "report.put_away", "%(actor)s put away a waiting note that is kept already"
)
FIRST_OPENED = declare("report.first_opened", "%(actor)s opened %(subject)s first")
SHOWN = declare("report.shown", "%(actor)s read a part of %(subject)s", "part")
SEARCHED = declare("report.searched", "%(actor)s searched the notes", "searched")
ACT_ADDED = declare(
    "report.act_added", "%(actor)s wrote an act into %(subject)s", "act"
)
ACT_TAKEN_OUT = declare(
    "report.act_taken_out", "%(actor)s took an act out of %(subject)s", "act"
)
