"""What the journal says of plans."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


PROGRAMME = declare("plan.programme", "%(actor)s wrote down the programme %(subject)s")
DRAFT = declare("plan.draft", "%(actor)s began plan %(subject)s", "copied_from")
DISCARDED = declare("plan.discarded", "%(actor)s threw plan %(subject)s away")
LINE = declare("plan.line", "%(actor)s wrote a line into plan %(subject)s", "line")
LINE_OUT = declare("plan.line_out", "%(actor)s took a line out of %(subject)s", "line")
IMPORTED = declare(
    "plan.imported",
    "%(actor)s brought a sheet into plan %(subject)s",
    "new",
    "same",
    "wrong",
)
APPROVED = declare("plan.approved", "%(actor)s approved plan %(subject)s", "lines")
MADE = declare(
    "plan.made",
    "%(actor)s put plan %(subject)s into the calendar",
    "made",
    "counted_in",
)
