"""What the journal says of objectives."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


TARGET = declare(
    "objectives.target", "%(actor)s set what is aimed at with %(subject)s", "period"
)
BASELINE = declare(
    "objectives.baseline", "%(actor)s set what %(subject)s was before", "period"
)
TAKEN = declare("objectives.taken", "The numbers of %(subject)s were computed", "added")
SCORES = declare("objectives.scores", "%(actor)s scored the areas of %(subject)s")
WORDS = declare("objectives.words", "%(actor)s wrote words to %(subject)s", "period")
RELEASED = declare(
    "objectives.released", "Numbers of %(subject)s were protected for others", "made"
)
LOCKED = declare(
    "objectives.locked", "The numbers of %(subject)s became final", "added"
)
REVISED = declare(
    "objectives.revised",
    "Numbers of %(subject)s are others now: records came after their last day",
    "added",
)
FORGOTTEN = declare(
    "objectives.forgotten", "Who showed a card in %(subject)s is known no more"
)
