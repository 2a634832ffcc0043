"""What the journal says of the shelf: never the words."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


WRITTEN = declare("lesson.written", "%(actor)s wrote the lesson %(subject)s")
CHANGED = declare("lesson.changed", "%(actor)s changed the lesson %(subject)s")
CHECKED = declare("lesson.checked", "%(actor)s checked the lesson %(subject)s")
SENT_BACK = declare("lesson.sent_back", "%(actor)s sent the lesson %(subject)s back")
PUBLISHED = declare("lesson.published", "%(actor)s published the lesson %(subject)s")
LINKED = declare("lesson.linked", "%(actor)s said what was decided after %(subject)s")
SHARED = declare("tool.shared", "%(actor)s shared the tool %(subject)s")
USED = declare("tool.used", "%(actor)s wrote down a use of %(subject)s")
RATED = declare("tool.rated", "%(actor)s rated %(subject)s", "stars")
DESCRIBED = declare("practice.described", "%(actor)s described %(subject)s")
PLANNED = declare("practice.planned", "%(actor)s planned to look at %(subject)s")
ANSWERED = declare("practice.answered", "%(actor)s answered of %(subject)s", "question")
ASSESSED = declare(
    "practice.assessed", "%(actor)s looked at %(subject)s", "verdict", "lowest"
)
SOLVED = declare("practice.solved", "%(actor)s said a danger is over", "danger")
BEGUN = declare("practice.begun", "%(actor)s began %(subject)s")
REVIEWED = declare(
    "practice.reviewed", "%(actor)s looked again at %(subject)s", "months", "present"
)
WITHDRAWN = declare(
    "lessons.withdrawn", "%(actor)s withdrew %(subject)s", "what", "why"
)
