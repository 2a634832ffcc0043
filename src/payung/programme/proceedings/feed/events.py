"""What an event of a feed is, and who gives events: each source is one function."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from payung.programme.people.models import Person


class Title(Enum):
    """What an event is called: words that could be in anybody's calendar."""

    MEETING = "meeting"
    SHIFT = "shift"
    ACTIVITY = "activity"


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The stretch of time that a feed tells of; moments are aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedEvent:
    """One event: no place, no reference, no description can be put into it.

    `key` names its row and never leaves; `zone` is where its clock hangs; `sequence`
    counts its changes.
    """

    key: str
    title: Title
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    changed_at: datetime
    cancelled: bool = False
    sequence: int = 0


# Given by each app that has dates; an app above hands its own down with the others.
Source = Callable[[Person, Window], Iterable[FeedEvent]]


def uid_of(key: str, salt: bytes) -> str:
    """Return the lasting name of an event in one feed; it means nothing elsewhere."""
    digest = hmac.digest(salt, key.encode(), hashlib.sha256)
    return str(UUID(bytes=digest[:16], version=4))


def title_words(title: Title) -> str:
    """Return a title in the language that is spoken now."""
    return {
        Title.MEETING: _("Meeting"),
        Title.SHIFT: _("Shift"),
        Title.ACTIVITY: _("Appointment"),
    }[title]
