"""What the journal says of advocacy."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


POST = declare("advocacy.post", "%(actor)s put the post %(subject)s into the register")
HOLDER = declare("advocacy.holder", "%(actor)s wrote down a change in %(subject)s")
PLANNED = declare("advocacy.planned", "%(actor)s planned the meeting %(subject)s")
HELD = declare("advocacy.held", "%(actor)s wrote down the meeting %(subject)s", "brief")
PROMISED = declare(
    "advocacy.promised", "%(actor)s wrote down the promise %(subject)s", "what"
)
READ_BACK = declare("advocacy.read_back", "%(actor)s read back %(subject)s")
REVIEWED = declare("advocacy.reviewed", "%(actor)s looked at %(subject)s", "verdict")
WITHDRAWN = declare(
    "advocacy.withdrawn", "%(actor)s withdrew the promise %(subject)s", "why"
)
SHOWN = declare("advocacy.shown", "%(actor)s opened words of %(subject)s", "part")
LETTER = declare(
    "advocacy.letter", "%(actor)s made the letter of %(subject)s", "language"
)
