"""What has to be done next, as data: the engines say it, the gateways do it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ._ladder import Group


class Prompt(StrEnum):
    """A recorded sentence; its words are in the country's folder."""

    PRESS_ONE = "press_one"
    WE_WILL_CALL_BACK = "we_will_call_back"
    LEAVE_A_MESSAGE = "leave_a_message"
    TAKEN = "taken"
    CHOOSE = "choose"
    PLEASE_WAIT = "please_wait"
    RECORDED = "recorded"  # after a message
    DRILL = "drill"  # a test call, to one of ours
    CALLER_COMING = "caller_coming"  # to one of ours, while the caller is called back


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """Something to be done for one contact, call or alert, named by `about`."""

    about: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ring(Effect):
    """Ring these groups; whoever rings already goes on ringing."""

    who: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RingAll(Effect):
    """Ring everybody at once."""

    who: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StopRinging(Effect):
    """Stop every phone that still rings for this."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Connect(Effect):
    """The caller now belongs to this person."""

    person: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlayPrompt(Effect):
    """Play a sentence to the caller, or to the phone of `target`."""

    prompt: Prompt
    target: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CallBackTask(Effect):
    """Ask somebody to call back; the paralegal is rung first, then the caller.

    From a call `person` is empty: let the contact say "hung up", and it names her.
    """

    person: str
    due_at: datetime | None = None
    attempt: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class CameAgain(Effect):
    """Tell who has it that the same person wrote or rang again.

    `calls_back`: she rang, and may be called back.
    """

    person: str
    calls_back: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewTask(Effect):
    """Ask somebody to look and close by hand: calling back is not possible."""

    person: str
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TellTaken(Effect):
    """Tell somebody who came second who has it."""

    person: str
    by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Remind(Effect):
    """Remind somebody that she was expected to report."""

    person: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page(Effect):
    """Reach a group by every channel there is."""

    group: Group


@dataclass(frozen=True, kw_only=True, slots=True)
class Escalate(Effect):
    """Tell the coordinator that a promise was about to be missed."""

    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferHandOver(Effect):
    """Ask the next person to take over."""

    giver: str
    taker: str
