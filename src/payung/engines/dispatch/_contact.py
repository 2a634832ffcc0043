"""What a contact is: somebody called, wrote or rang once, and is owed an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ._ladder import LADDER, Ladder, Priority


class State(StrEnum):
    """How far a contact has come."""

    OPENED = "opened"
    RINGING = "ringing"
    CALL_BACK = "call_back"
    OWNED = "owned"
    HANDING_OVER = "handing_over"
    CLOSED = "closed"


class Channel(StrEnum):
    """How it came in."""

    CALL = "call"
    MISSED_CALL = "missed_call"
    SMS = "sms"
    CHAT = "chat"
    OWN_PHONE = "own_phone"


class Caller(StrEnum):
    """Whether somebody is waiting on the line now."""

    ON_LINE = "on_line"
    GONE = "gone"


class CallBack(StrEnum):
    """Whether the caller may be called back, and why not."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"  # the community voted so for this line or hour
    NO_NUMBER = "no_number"  # the number was withheld


class Kind(StrEnum):
    """What the contact turned out to be; only data are counted as data."""

    NOT_SAID = "not_said"
    DATA = "data"
    SILENT = "silent"
    ABUSIVE = "abusive"
    WRONG_NUMBER = "wrong_number"
    DRILL = "drill"

    @property
    def counts_as_data(self) -> bool:
        """Return whether statistics may count it."""
        return self is Kind.DATA


class NobodyNamed(ValueError):
    """A contact was opened without the name of the person on duty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """One contact as it stands; names are opaque handles, never telephone numbers.

    `due_at` is the moment by which something has to happen (aware, UTC); a sweeper
    finds it in a column, so no timer can be lost. `reached_at` is when a person of ours
    first spoke with the caller; until then an owner owes a call, not just a report.
    `version` counts the changes: write
    with `WHERE version = <the one you read>`, and one of two workers loses.
    """

    reference: str
    primary: str
    priority: Priority
    channel: Channel
    opened_at: datetime
    due_at: datetime | None
    state: State = State.OPENED
    owner: str = ""
    taker: str = ""
    rung: int = 0
    attempts: int = 0
    reached_at: datetime | None = None
    caller: Caller = Caller.ON_LINE
    call_back: CallBack = CallBack.ALLOWED
    kind: Kind = Kind.NOT_SAID
    disposition: str = ""
    closed_by: str = ""
    version: int = 0


def open_contact(
    reference: str,
    *,
    channel: Channel,
    priority: Priority,
    primary: str,
    at: datetime,
    call_back: CallBack = CallBack.ALLOWED,
    ladder: Ladder = LADDER,
) -> Contact:
    """Return a new contact, to be written down before anything rings.

    Raise NobodyNamed where `primary` is empty: ask the roster, it always names one.
    """
    if not primary:
        raise NobodyNamed("Name the person on duty; the roster always has one.")
    return Contact(
        reference=reference,
        primary=primary,
        priority=priority,
        channel=channel,
        opened_at=at,
        due_at=at + timedelta(seconds=ladder.before_ringing),
        caller=Caller.ON_LINE if channel is Channel.CALL else Caller.GONE,
        call_back=call_back,
    )


def enter_own_call(
    reference: str,
    *,
    priority: Priority,
    owner: str,
    opened_at: datetime,
    at: datetime,
    ladder: Ladder = LADDER,
) -> Contact:
    """Return the contact of a call that came to a paralegal's own phone.

    Raise NobodyNamed where `owner` is empty.
    """
    if not owner:
        raise NobodyNamed("Name the person who took the call on her own phone.")
    return Contact(
        reference=reference,
        primary=owner,
        owner=owner,
        state=State.OWNED,
        priority=priority,
        channel=Channel.OWN_PHONE,
        opened_at=opened_at,
        due_at=at + ladder.check_in(priority),
        reached_at=opened_at,
        caller=Caller.GONE,
    )
