"""What the journal says of rooms."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


SITE = declare("safe.site", "%(actor)s wrote down the room %(subject)s")
SITE_CLOSED = declare(
    "safe.site_closed", "%(actor)s closed the room %(subject)s for good"
)
SITE_CHANGED = declare(
    "safe.site_changed", "%(actor)s corrected what is said of the room %(subject)s"
)
SITE_REOPENED = declare(
    "safe.site_reopened", "%(actor)s opened the room %(subject)s again", "from"
)
WRITTEN = declare(
    "safe.written", "%(actor)s wrote down later what %(subject)s counted", "day"
)
ADDRESS = declare("safe.address", "%(actor)s wrote down where %(subject)s is")
SHOWN = declare("safe.shown", "%(actor)s opened words about %(subject)s", "what")
HOURS = declare("safe.hours", "%(actor)s said when %(subject)s is open", "rule")
HOURS_END = declare("safe.hours_end", "%(actor)s ended hours of %(subject)s", "rule")
DAY_OFF = declare(
    "safe.day_off", "%(actor)s said whether %(subject)s is a day off", "open"
)
DAY = declare(
    "safe.day", "%(actor)s said how a day of %(subject)s went", "day", "status"
)
COUNTED = declare("safe.counted", "%(actor)s counted at %(subject)s", "taps")
CLOSED = declare("safe.closed", "%(actor)s had to close %(subject)s", "reason", "told")
RULE = declare(
    "safe.rule", "%(actor)s wrote down a broken rule at %(subject)s", "broken"
)
