"""Tell the team, without a word of what or where, that its room is not safe now."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from payung.programme.alerts.actions import drop, tell
from payung.programme.alerts.models import Saying
from payung.programme.journal.actions import record
from payung.programme.people.access import members_of
from payung.programme.people.actors import Actor
from payung.programme.safe_spaces import kinds
from payung.programme.safe_spaces.codes import NOT_SAFE, Word
from payung.programme.safe_spaces.models import DoorWord, Site


# Of what a phone kept for longer than a day, nobody needs to be woken any more.
STILL_NEWS = timedelta(days=1)


def tell_of(*, actor: Actor, site: Site, word: DoorWord, at: datetime) -> int | None:
    """Tell the team of a raid or a threat; return how many messages go out.

    None where this is nothing to be told of. The message says only: look.
    """
    if word.word != Word.CLOSE:
        return None
    told = None
    if word.reason in NOT_SAFE and at - word.tapped_at <= STILL_NEWS:
        members = members_of(site.team).filter(is_active=True)
        others = members.exclude(pk=actor.person_id)
        told = tell(
            country=site.country,
            handles=list(others.values_list("handle", flat=True)),
            saying=Saying.LOOK,
            about=_about(word.pk),
            key=f"room:{word.pk}",
            at=at,
        )
    record(
        kinds.CLOSED,
        actor=actor,
        subject=site.code,
        at=at,
        reason=word.reason,
        told=told or 0,
    )
    return told


def tell_no_more(word: UUID, at: datetime) -> None:
    """Stop what is not told yet of a closure that was a mistake."""
    drop(about=_about(word), at=at)


def _about(word: UUID) -> str:
    return f"room:{word.hex}"
