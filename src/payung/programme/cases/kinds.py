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
PAUSE = declare("case.pause", "%(actor)s wrote down a pause in %(subject)s", "pause")
FILE_ADDED = declare("case.file_added", "%(actor)s added a file to %(subject)s")
FILE_USED = declare("case.file_used", "%(actor)s used a file of %(subject)s", "use")
TASK = declare("case.task", "%(actor)s added something to do to %(subject)s")
DONE = declare("case.task_done", "%(actor)s did something for %(subject)s")
SEARCHED = declare("case.searched", "%(actor)s searched the cases", "searched")
