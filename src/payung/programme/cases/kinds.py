"""What the journal says of cases."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


OPENED = declare("case.opened", "%(actor)s opened %(subject)s")
LINKED = declare("case.linked", "%(actor)s added a note to %(subject)s", "note")
WRITTEN = declare("case.written", "%(actor)s wrote in %(subject)s")
SHOWN = declare("case.shown", "%(actor)s read a part of %(subject)s", "part")
STAGE = declare("case.stage", "%(actor)s changed the stage of %(subject)s", "stage")
CLOSED = declare("case.closed", "%(actor)s closed %(subject)s", "reason")
JOINED = declare("case.joined", "%(actor)s gave %(subject)s to somebody", "who")
LEFT = declare("case.left", "%(actor)s took somebody out of %(subject)s", "who")
TAKEN = declare("case.taken", "%(actor)s started the clocks of %(subject)s")
CORRECTED = declare("case.corrected", "%(actor)s corrected a time of %(subject)s")
STEP = declare("case.step", "%(actor)s wrote down a step in %(subject)s", "event")
HELD = declare("case.held", "%(actor)s wrote down where %(subject)s is held", "place")
PAUSE = declare("case.pause", "%(actor)s wrote down a pause in %(subject)s", "pause")
FILE_ADDED = declare("case.file_added", "%(actor)s added a file to %(subject)s")
FILE_USED = declare("case.file_used", "%(actor)s used a file of %(subject)s", "use")
TASK = declare("case.task", "%(actor)s added something to do to %(subject)s")
DONE = declare("case.task_done", "%(actor)s did something for %(subject)s")
SEARCHED = declare("case.searched", "%(actor)s searched the cases", "searched")
STEPPED_ASIDE = declare(
    "case.stepped_aside", "%(actor)s stands aside from %(subject)s", "reason", "team"
)
LET_BACK = declare(
    "case.let_back", "%(actor)s let somebody back into %(subject)s", "who"
)
LENT = declare("case.lent", "%(actor)s lent %(subject)s", "who", "days", "team")
LENT_LONGER = declare("case.lent_longer", "%(actor)s lent %(subject)s longer", "who")
LENT_OVER = declare("case.lent_over", "%(subject)s is no longer lent", "who")
HANDED_ON = declare(
    "case.handed_on",
    "%(actor)s gave what %(subject)s had to somebody else",
    "who",
    "cases",
)
STAFF_NOTE = declare("case.staff_note", "%(actor)s wrote for staff in %(subject)s")
MASKED = declare(
    "case.masked",
    "%(actor)s masked some words of %(subject)s",
    "mask",
    "part",
    "start",
    "length",
    "reason",
)
UNMASKED = declare("case.unmasked", "%(actor)s lifted a mask of %(subject)s", "mask")
WORDS_REMOVED = declare(
    "case.words_removed",
    "%(actor)s removed masked words of %(subject)s for good",
    "mask",
    "part",
    "start",
    "length",
)
