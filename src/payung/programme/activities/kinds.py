"""What the journal says of activities."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


PLANNED = declare("activity.planned", "%(actor)s planned %(subject)s", "what")
PLANNED_MANY = declare(
    "activity.planned_many", "%(actor)s planned many for %(subject)s", "count"
)
TAKEN_UP = declare("activity.taken_up", "%(actor)s began %(subject)s", "what")
HELD = declare("activity.held", "%(actor)s wrote down that %(subject)s was held")
NOT_HELD = declare(
    "activity.not_held", "%(actor)s said that %(subject)s was not held after all", "why"
)
MOVED = declare("activity.moved", "%(actor)s moved %(subject)s", "reason")
CANCELLED = declare("activity.cancelled", "%(actor)s called off %(subject)s", "reason")
PUT_BACK = declare(
    "activity.put_back", "%(actor)s said that %(subject)s was called off by mistake"
)
CARD = declare("activity.card", "%(actor)s gave out a card")
CARD_ENDED = declare("activity.card_ended", "%(actor)s ended a card")
NOTE_SHOWN = declare("activity.note_shown", "%(actor)s opened a note of %(subject)s")
