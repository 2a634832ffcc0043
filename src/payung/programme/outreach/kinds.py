"""What the journal says of places, plans and visits."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


ADDED = declare("outreach.added", "%(actor)s wrote down the place %(subject)s")
CHANGED = declare("outreach.changed", "%(actor)s changed the place %(subject)s")
CLOSED = declare("outreach.closed", "%(actor)s closed the place %(subject)s")
REOPENED = declare("outreach.reopened", "%(actor)s opened the place %(subject)s again")
WARNING_BACK = declare(
    "outreach.warning_back", "%(actor)s said that a warning of %(subject)s was wrong"
)
VISIT_BACK = declare(
    "outreach.visit_back", "%(actor)s said that %(subject)s was called off by mistake"
)
SHOWN = declare(
    "outreach.shown", "%(actor)s read what is sealed of %(subject)s", "part"
)
SKETCHED = declare("outreach.sketched", "%(actor)s added a sketch of %(subject)s")
SIZED = declare("outreach.sized", "%(actor)s estimated how many are at %(subject)s")
WARNED = declare("outreach.warned", "%(actor)s warned of %(subject)s", "what")
BEGUN = declare("outreach.begun", "%(actor)s began the plan %(subject)s")
PLANNED = declare("outreach.planned", "%(actor)s planned a visit of %(subject)s")
MOVED = declare("outreach.moved", "%(actor)s changed a planned visit of %(subject)s")
TAKEN_OUT = declare("outreach.taken_out", "%(actor)s took a visit of %(subject)s out")
APPROVED = declare("outreach.approved", "%(actor)s approved the plan %(subject)s")
SET = declare("outreach.set", "%(actor)s set a visit of %(subject)s")
IN = declare("outreach.in", "%(actor)s went in for the visit %(subject)s")
LONGER = declare("outreach.longer", "%(actor)s stays longer at the visit %(subject)s")
OUT = declare("outreach.out", "%(actor)s is out of the visit %(subject)s")
TAPPED = declare(
    "outreach.tapped", "%(actor)s counted in the visit %(subject)s", "taps"
)
SILENT = declare(
    "outreach.silent", "the pair of the visit %(subject)s is silent", "rung"
)
HELP = declare("outreach.help", "%(actor)s asked for help in the visit %(subject)s")
NOT_HELD = declare("outreach.not_held", "%(actor)s did not go to %(subject)s", "reason")
