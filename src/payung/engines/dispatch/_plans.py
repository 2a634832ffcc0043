"""The whole ring plan of a call, decided once; and a call as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PlanLeadsNowhere(ValueError):
    """A plan that could leave the caller waiting without an end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanStep:
    """Phones that begin to ring together; opaque handles, never numbers. Seconds."""

    targets: tuple[str, ...]
    wait: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What the telephone carries out alone, for one line and one contact.

    A step without phones is skipped; without steps the caller is asked for a message.
    Raise PlanLeadsNowhere for a wait under one second.
    """

    contact: str
    steps: tuple[PlanStep, ...]
    confirm_wait: int = 8
    longest_message: int = 180

    def __post_init__(self) -> None:
        """Refuse waits that are no waits."""
        waits = [step.wait for step in self.steps]
        if min([*waits, self.confirm_wait, self.longest_message]) < 1:
            raise PlanLeadsNowhere("Every wait of a plan must be at least one second.")


class CallState(StrEnum):
    """How far a call has come."""

    ROUTING = "routing"
    RINGING = "ringing"
    TALKING = "talking"
    MESSAGE = "message"
    ENDED = "ended"


class LegState(StrEnum):
    """How far one phone has come; screening: answered, but 1 not pressed yet."""

    RINGING = "ringing"
    SCREENING = "screening"
    TALKING = "talking"
    CANCELLED = "cancelled"
    DEAD = "dead"


class Outcome(StrEnum):
    """How a call ended."""

    NONE = ""
    ANSWERED = "answered"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"
    ABANDONED = "abandoned"
    MISSED_CALL = "missed_call"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Leg:
    """One phone that rings for a call."""

    target: str
    state: LegState


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """One call as it stands; `due_at` is when the telephone must look again."""

    id: str
    state: CallState
    due_at: datetime | None
    plan: Plan
    step: int = -1
    legs: tuple[Leg, ...] = ()
    outcome: Outcome = Outcome.NONE
    graced: bool = False

    def leg(self, target: str) -> Leg | None:
        """Return the leg of this phone, if it was rung."""
        return next((leg for leg in self.legs if leg.target == target), None)

    def in_state(self, *states: LegState) -> tuple[str, ...]:
        """Return the phones that are in one of these states."""
        return tuple(leg.target for leg in self.legs if leg.state in states)
