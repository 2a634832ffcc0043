"""Replay a log of happenings and count the minutes in which nobody owned a contact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ._contact import Contact, State
from ._contacts import Happening, NoDisposition, NotNow, NotTheOwner, step
from ._ladder import LADDER, Ladder
from ._spans import Span
from ._transitions import TRANSITIONS, Table


SWEEP = timedelta(seconds=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Logged:
    """One line of the log: a contact that came in, or something that happened to it."""

    reference: str
    opened: Contact | None = None
    happening: Happening | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Unowned:
    """A stretch in which an open contact had nobody and nothing was due in time."""

    reference: str
    span: Span


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A line that could not have happened: the log or the machine is wrong."""

    reference: str
    at: datetime
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """What the replay found; `holds` is what H_OWNED reports."""

    contacts: tuple[Contact, ...]
    open_minutes: float
    unowned: tuple[Unowned, ...]
    refused: tuple[Refused, ...]

    @property
    def unowned_minutes(self) -> float:
        """Return the minutes in which nobody owned a contact and nothing was due."""
        return sum(each.span.minutes for each in self.unowned)

    @property
    def holds(self) -> bool:
        """Return whether no minute was unowned and no line impossible."""
        return not self.unowned and not self.refused


def prove(
    log: Iterable[Logged],
    *,
    until: datetime,
    tolerance: timedelta = SWEEP,
    ladder: Ladder = LADDER,
    table: Table = TRANSITIONS,
) -> Proof:
    """Return what a replay of the log, up to `until`, shows.

    A due moment that passes by more than `tolerance` without anything happening counts
    as unowned from then on, even where somebody owns the contact: an owner who was
    never reminded is nobody's owner. Lines are taken in the order in which they stand.
    """
    replay = _Replay(ladder=ladder, table=table, tolerance=tolerance)
    for line in log:
        replay.take(line)
    for contact in list(replay.contacts.values()):
        replay.count(contact, until)
    return Proof(
        contacts=tuple(replay.contacts.values()),
        open_minutes=replay.open_minutes,
        unowned=tuple(replay.unowned),
        refused=tuple(replay.refused),
    )


class _Replay:
    """The contacts as they stand while the log is read."""

    def __init__(self, *, ladder: Ladder, table: Table, tolerance: timedelta) -> None:
        self.ladder, self.table, self.tolerance = ladder, table, tolerance
        self.contacts: dict[str, Contact] = {}
        self.since: dict[str, datetime] = {}
        self.open_minutes = 0.0
        self.unowned: list[Unowned] = []
        self.refused: list[Refused] = []

    def take(self, line: Logged) -> None:
        """Take one line of the log."""
        if line.opened is not None:
            self.contacts[line.reference] = line.opened
            self.since[line.reference] = line.opened.opened_at
        if line.happening is not None:
            self.happen(line.reference, line.happening)

    def happen(self, reference: str, happening: Happening) -> None:
        """Let it happen, after counting the time that has passed until then."""
        contact = self.contacts.get(reference)
        if contact is None:
            self.refuse(reference, happening, "Nobody wrote down that it came in.")
            return
        self.count(contact, happening.at)
        try:
            after, _ = step(contact, happening, ladder=self.ladder, table=self.table)
        except (NotNow, NotTheOwner, NoDisposition) as reason:
            self.refuse(reference, happening, str(reason))
            return
        self.contacts[reference] = after

    def refuse(self, reference: str, happening: Happening, why: str) -> None:
        """Keep a line that could not have happened."""
        self.refused.append(Refused(reference=reference, at=happening.at, why=why))

    def count(self, contact: Contact, until: datetime) -> None:
        """Count the time from the last line up to this moment."""
        since = self.since[contact.reference]
        if contact.state is State.CLOSED or until <= since:
            return
        self.since[contact.reference] = until
        self.open_minutes += (until - since) / timedelta(minutes=1)
        bare = contact.due_at is None and not contact.owner
        late = since if bare else self.late_from(contact)
        if late is not None and max(late, since) < until:
            span = Span(start=max(late, since), end=until)
            self.unowned.append(Unowned(reference=contact.reference, span=span))

    def late_from(self, contact: Contact) -> datetime | None:
        """Return from when its due moment was missed."""
        return None if contact.due_at is None else contact.due_at + self.tolerance
