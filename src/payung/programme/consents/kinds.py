"""What the journal says of permissions: which question, never what it opens."""

from __future__ import annotations

from dataclasses import dataclass

from payung.programme.journal.kinds import declare


ANSWERED = declare(
    "consent.answered",
    "%(actor)s wrote down an answer in %(subject)s",
    *("purpose", "answer", "how"),
)
WITHDRAWN = declare(
    "consent.withdrawn", "%(actor)s shut a permission of %(subject)s", "purpose"
)
EXPIRED = declare(
    "consent.expired", "A permission of %(subject)s came to its end", "purpose"
)
AGE = declare("consent.age", "%(actor)s wrote down an age in %(subject)s", "age")
DETAIL_KEPT = declare(
    "consent.detail_kept",
    "%(actor)s kept something locked in %(subject)s",
    *("purpose", "detail"),
)
DETAIL_SHOWN = declare(
    "consent.detail_shown",
    "%(actor)s read something locked of %(subject)s",
    *("purpose", "detail"),
)
WITNESS_SHOWN = declare(
    "consent.witness_shown", "%(actor)s read who was there in %(subject)s"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """What acts where a day has come and no person is there."""

    handle: str = "(program)"


PROGRAM = Program()
