"""What the journal says of focus groups and meetings with the lawyer: never the words."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


PLANNED = declare("circle.planned", "%(actor)s planned the sitting %(subject)s")
HELD = declare("circle.held", "%(actor)s wrote down that %(subject)s was held")
FOUND = declare("circle.found", "%(actor)s wrote down a finding in %(subject)s")
ANSWERED = declare("circle.answered", "%(actor)s wrote down an answer", "answer")
DECIDED = declare("circle.decided", "%(actor)s wrote down a decision in %(subject)s")
TO_DO = declare("circle.to_do", "%(actor)s wrote down what is to be done", "decision")
ENDED = declare("circle.ended", "%(actor)s wrote down what became of it", "state")
TOLD = declare("circle.told", "%(actor)s wrote down a report-back", "accepted")
FINISHED = declare("circle.finished", "%(actor)s finished the minutes of %(subject)s")
WITHDRAWN = declare("circle.withdrawn", "%(actor)s withdrew a line", "what", "why")
REOPENED = declare("circle.reopened", "%(actor)s opened it again", "what", "why")
SHOWN = declare("circle.shown", "%(actor)s read something of %(subject)s", "what")
MARKED = declare("circle.marked", "%(actor)s marked a subject in %(subject)s", "theme")
UNMARKED = declare("circle.unmarked", "%(actor)s took a mark away", "theme")
THEME = declare("circle.theme", "%(actor)s added a subject to the list", "code")
CARRIED_OUT = declare(
    "circle.carried_out",
    "%(actor)s took findings out as a file for analysis",
    *("words", "codes"),
)
MEETING = declare("lawyer.planned", "%(actor)s planned the meeting %(subject)s")
MEETING_HELD = declare("lawyer.held", "%(actor)s wrote down that %(subject)s was held")
MEETING_BACK = declare("lawyer.back", "%(actor)s put the meeting %(subject)s back")
ASKED = declare("lawyer.asked", "%(actor)s wrote down a question for the lawyer")
QUESTION_ANSWERED = declare("lawyer.answered", "%(actor)s answered a question")
ANSWER_MENDED = declare("lawyer.mended", "%(actor)s corrected an answer")
QUESTION_SHOWN = declare("lawyer.shown", "%(actor)s read a question", "what")
CARD_DRAFTED = declare("card.drafted", "%(actor)s drafted the card %(subject)s")
CARD_APPROVED = declare("card.approved", "%(actor)s approved the card %(subject)s")
CARD_WRITTEN = declare("card.written", "%(actor)s wrote a card", "language")
CARD_REVIEWED = declare("card.reviewed", "%(actor)s looked at a card", "language")
