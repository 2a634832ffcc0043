"""What the journal says of counselling: which part, never its words."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


BEGAN = declare("counselling.began", "%(actor)s began to counsel in %(subject)s")
WRITTEN = declare(
    "counselling.written",
    "%(actor)s wrote down something of counselling in %(subject)s",
    *("what", "code"),
)
SHOWN = declare(
    "counselling.shown",
    "%(actor)s read something of counselling in %(subject)s",
    "what",
)
DONE = declare(
    "counselling.done", "%(actor)s did something that was due in %(subject)s", "what"
)
DUE = declare("counselling.due", "Something came due in %(subject)s", "what")
SUPERVISED = declare(
    "counselling.supervised", "%(actor)s looked at %(subject)s as a supervisor"
)
CHECKED = declare(
    "counselling.checked", "%(actor)s made the checks for closing %(subject)s"
)
