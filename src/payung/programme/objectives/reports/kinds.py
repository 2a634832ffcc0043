"""What the journal says of donor reports."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


STARTED = declare("report.started", "%(actor)s began the report %(subject)s", "donor")
NUMBERED = declare(
    "report.numbers", "%(actor)s took the newest numbers over into %(subject)s", "lines"
)
WORDED = declare("report.words", "%(actor)s wrote words in the report %(subject)s")
STORY = declare("report.story", "%(actor)s wrote down a change in %(subject)s")
STORY_MENDED = declare(
    "report.mended", "%(actor)s corrected what has changed in %(subject)s"
)
STORY_OUT = declare("report.story_out", "%(actor)s took a change out of %(subject)s")
CHECKED = declare(
    "report.checked", "%(actor)s noted who checked a change in %(subject)s", "by"
)
SENT = declare("report.sent", "%(actor)s closed the report %(subject)s as sent")
FETCHED = declare("report.fetched", "%(actor)s fetched the report %(subject)s", "file")
HANDED = declare(
    "report.handed", "%(actor)s fetched the numbers of %(subject)s", "file"
)
