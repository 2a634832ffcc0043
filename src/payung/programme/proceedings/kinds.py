"""What the journal says of proceedings, dates and calendars."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


OPENED = declare(
    "proceeding.opened", "%(actor)s began a proceeding in %(subject)s", "track"
)
CLOSED = declare(
    "proceeding.closed", "%(actor)s ended a proceeding in %(subject)s", "outcome"
)
REOPENED = declare(
    "proceeding.reopened", "%(actor)s took the end of a proceeding in %(subject)s back"
)
STEP = declare(
    "proceeding.step", "%(actor)s wrote a step down in %(subject)s", "step", "deed"
)
STEP_BACK = declare(
    "proceeding.step_back", "%(actor)s took a step back in %(subject)s", "step"
)
SHOWN = declare(
    "proceeding.shown", "%(actor)s read a part of a proceeding in %(subject)s", "part"
)
DATE = declare("date.changed", "%(actor)s changed a date of %(subject)s", "state")
GOES = declare("date.goes", "%(actor)s said who goes to a date of %(subject)s", "who")
CANNOT = declare("date.cannot", "%(actor)s said that somebody cannot go", "who")
NOBODY_LEADS = declare(
    "date.nobody_leads", "%(actor)s found nobody to lead a search in %(subject)s"
)
FEED_MADE = declare("calendar.made", "%(actor)s gave her calendar an address")
FEED_ENDED = declare("calendar.ended", "%(actor)s ended the address of her calendar")
