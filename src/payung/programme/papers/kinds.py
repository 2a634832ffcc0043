"""What the journal says of papers."""

from __future__ import annotations

from payung.programme.journal.kinds import declare


MADE = declare(
    "papers.made", "%(actor)s made a paper for %(subject)s", "paper", "language"
)
READ = declare(
    "papers.read", "%(actor)s read a paper of %(subject)s on the page", "paper"
)
