"""What the journal says of rosters, tests and alerts."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


PERIOD = declare("roster.made", "%(actor)s began the roster %(subject)s")
DISCARDED = declare("roster.discarded", "%(actor)s threw the roster %(subject)s away")
SHIFT = declare("roster.shift", "%(actor)s planned a shift of %(subject)s", "duty")
MOVED = declare("roster.moved", "%(actor)s changed a shift of %(subject)s", "duty")
TAKEN_OUT = declare(
    "roster.taken_out", "%(actor)s took a shift of %(subject)s out", "duty"
)
REPEATED = declare(
    "roster.repeated", "%(actor)s repeated a week in the roster %(subject)s", "shifts"
)
CONFIRMED = declare("roster.confirmed", "%(actor)s said she will be there", "shifts")
PUBLISHED = declare(
    "roster.published", "%(actor)s published the roster %(subject)s", "gaps", "fallback"
)
SWAP_ASKED = declare("swap.asked", "%(actor)s asked for a swap", "duty")
SWAP_TAKEN = declare("swap.taken", "%(actor)s took over from %(subject)s", "duty")
SWAP_WITHDRAWN = declare("swap.withdrawn", "%(actor)s withdrew a swap", "duty")
LEAVE = declare("leave.taken", "%(actor)s wrote down that %(subject)s is away", "fills")
LEAVE_ENDED = declare("leave.ended", "%(actor)s wrote down that %(subject)s is back")
UNREACHABLE = declare(
    "leave.unreachable", "%(actor)s said that she cannot be reached", "opened"
)
BACK = declare("leave.back", "%(actor)s said that she can be reached again")
LEFT = declare("roster.left", "%(actor)s took %(subject)s out of all rosters", "shifts")
GROUNDS = declare("ground.set", "%(actor)s set where %(subject)s can go", "areas")
FILLED = declare(
    "roster.filled", "%(actor)s had shifts proposed in the roster %(subject)s", "shifts"
)
PANEL = declare("panel.set", "%(actor)s set what %(subject)s gives as an attorney")
PANEL_LEFT = declare(
    "panel.left", "%(actor)s took %(subject)s off the panel of attorneys", "shifts"
)
CONFLICT = declare("panel.conflict", "%(actor)s said where she steps aside")
ALERT_RAISED = declare("alert.raised", "%(actor)s called for a lawyer in %(subject)s")
ALERT_MOVED = declare("alert.moved", "%(actor)s changed the alert %(subject)s", "event")
DRILL_NOW = declare("drill.now", "%(actor)s had the phones on duty tested", "tests")
