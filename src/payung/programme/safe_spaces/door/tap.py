"""One tap at a door, as a phone keeps it, and reading what a phone sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from payung.programme.activities.categories import category
from payung.programme.activities.taps import moment_of, unreadable
from payung.programme.safe_spaces.codes import Counter, Reason, Service, Word


# What one tap may count.
MOST_PEOPLE = 500


class What(StrEnum):
    """What a tap says."""

    VISIT = "visit"
    SERVICE = "service"
    WORD = "word"
    BACK = "back"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """One tap: its own id, what it says, and when by the phone's clock (UTC).

    `code` is the counter, the service or the word; `reason` why it closed; `card` the
    digest of a card; `tap` the one that is taken back.
    """

    id: UUID
    what: What
    tapped_at: datetime
    code: str = ""
    category: str = ""
    reason: str = ""
    card: str = field(default="", repr=False)
    count: int = 1
    tap: UUID | None = None


def tap_of(said: object, *, ahead: timedelta) -> Tap:
    """Return one tap as a phone sends it; raise NoTap.

    `ahead` is how far the phone's clock is before the right time: where that is more
    than a little, the tap's moment is set right by it.
    """
    if not isinstance(said, Mapping):
        raise unreadable()
    try:
        what = What(str(said.get("what")))
        tap = Tap(
            id=UUID(str(said.get("id"))),
            what=what,
            tapped_at=moment_of(said.get("at"), ahead),
            count=_count(said.get("count", 1)),
            card=str(said.get("card", ""))[:64],
            **_meaning(what, said),
        )
    except (ValueError, KeyError, OverflowError, OSError):
        raise unreadable() from None
    return tap


def _meaning(what: What, said: Mapping[str, object]) -> dict[str, Any]:
    code = str(said.get("code", ""))
    match what:
        case What.VISIT:
            counter = Counter(code)
            letters = category(
                gender=str(said.get("gender") or "n"),
                age=str(said.get("age") or "n"),
                setting=str(said.get("setting") or "n"),
                first=counter is Counter.NEW,
            )
            return {"code": counter.value, "category": letters}
        case What.SERVICE:
            return {"code": Service(code).value}
        case What.WORD:
            word = Word(code)
            reason = Reason(str(said.get("reason"))).value if word is Word.CLOSE else ""
            return {"code": word.value, "reason": reason}
        case What.BACK:
            return {"tap": UUID(str(said.get("tap")))}


def _count(said: object) -> int:
    if not isinstance(said, int) or not 1 <= said <= MOST_PEOPLE:
        raise ValueError(said)
    return said
