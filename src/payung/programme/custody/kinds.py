"""What the journal says of the custody board."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


ALARM = declare(
    "custody.alarm", "%(actor)s told others about %(subject)s", "why", "clock", "told"
)
DRAFTED = declare("custody.drafted", "%(actor)s drafted an act in %(subject)s", "clock")
CONFIRMED = declare(
    "custody.confirmed", "%(actor)s confirmed a draft in %(subject)s", "clock", "note"
)
ASIDE = declare(
    "custody.aside", "%(actor)s set a draft in %(subject)s aside", "clock", "reason"
)
WITHDRAWN = declare(
    "custody.withdrawn", "%(actor)s withdrew a draft in %(subject)s", "clock", "became"
)
BESIDE = declare("custody.beside", "%(actor)s said where she is in %(subject)s", "said")
