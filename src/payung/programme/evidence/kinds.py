"""What the journal says of evidence, and who writes when nobody is at work."""

from __future__ import annotations

from dataclasses import dataclass

from payung.programme.journal.kinds import declare


BUNDLED = declare("evidence.bundled", "%(actor)s made a bundle of %(subject)s", "whom")
HANDED = declare(
    "evidence.handed", "%(actor)s handed a bundle of %(subject)s over", "whom"
)
STAMPED = declare("evidence.stamped", "A file of %(subject)s was time-stamped")


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """The program itself, when it does something on its own."""

    handle: str = "(program)"
