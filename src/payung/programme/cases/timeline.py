"""The timeline: every deed adds its line; what somebody wrote is sealed in it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from payung.engines import sealed
from payung.programme.people.actors import Actor

from .models import Case, Happened, TimelineEntry


def add_line(
    *,
    actor: Actor,
    case: Case,
    kind: Happened,
    at: datetime,
    happened_at: datetime | None = None,
    about: str = "",
    text: str = "",
) -> TimelineEntry:
    """Add a line; `text` is sealed under the key of the case, bound to this line."""
    entry = TimelineEntry(
        id=uuid4(),
        case=case,
        at=happened_at or at,
        written_at=at,
        kind=kind,
        about=about,
        by=actor.handle,
    )
    if text:
        secret = actor.unlocked.secret(case.record)
        entry.text = sealed.seal_field(secret, entry_field(entry.id), text)
    entry.save(force_insert=True)
    return entry


def add_line_by_itself(
    *, case: Case, kind: Happened, about: str, by: str, at: datetime
) -> TimelineEntry:
    """Add a line about what the program did; nobody wrote anything, so nothing is sealed."""
    entry = TimelineEntry(
        id=uuid4(), case=case, at=at, written_at=at, kind=kind, about=about, by=by
    )
    entry.save(force_insert=True)
    return entry


def entry_field(entry_id: UUID) -> str:
    """Return what the text of one line is sealed as, so that no two can be exchanged."""
    return f"case.entry.{entry_id}"


def task_field(task_id: UUID) -> str:
    """Return what the words of one task are sealed as."""
    return f"case.task.{task_id}"
