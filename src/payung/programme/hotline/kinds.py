"""What the journal says of contacts and responses."""

from __future__ import annotations

from payung.programme.journal.actions import ByItself
from payung.programme.journal.kinds import declare


BY_ITSELF = ByItself(handle="(hotline)")

CAME_IN = declare("contact.came_in", "%(subject)s came in", "channel", "line")
HAPPENED = declare(
    "contact.happened", "%(actor)s: something happened to %(subject)s", "event"
)
ADDED = declare("contact.added", "Something was added to %(subject)s", "what")
SHOWN = declare("contact.shown", "%(actor)s read a part of %(subject)s", "part")
WRITTEN = declare("contact.written", "%(actor)s wrote in %(subject)s")
RANG_BACK = declare(
    "contact.rang_back", "%(actor)s asked to be put through, %(subject)s"
)
OPENED_FROM = declare(
    "contact.opened_from", "%(actor)s opened something from %(subject)s", "what"
)
ENTERED = declare("contact.entered", "%(actor)s entered a call of her own, %(subject)s")
NEEDED = declare(
    "response.needed", "%(actor)s asked for a pair, %(subject)s", "contact"
)
REPORTED = declare(
    "response.reported", "%(actor)s reported on %(subject)s", "report", "called_off"
)
PROVED = declare(
    "hotline.proved", "The night was proved for %(subject)s", "day", "impossible"
)
LINE_OPENED = declare("hotline.line_opened", "%(actor)s opened the line %(subject)s")
LINE_CLOSED = declare("hotline.line_closed", "%(actor)s closed the line %(subject)s")
