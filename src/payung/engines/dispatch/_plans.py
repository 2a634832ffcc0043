"""The whole ring plan of a call, decided once; and a call as it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class PlanLeadsNowhere(ValueError):
    """A plan with a wait that never ends, or a key that means two things or none."""


KEYS = frozenset("0123456789*#")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanStep:
    """Phones that begin to ring together; opaque handles, never numbers. Seconds."""

    targets: tuple[str, ...]
    wait: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """One key of the menu: the code it stands for, and who is rung for it."""

    digit: str
    code: str
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What the telephone carries out alone, for one line and one contact.

    A step without phones is skipped; without steps the caller is asked for a message.
    With a `menu` the caller is first asked to choose, for `menu_wait` seconds from the
    beginning of the question. `danger` is the key that rings everybody, or empty.
    Raise PlanLeadsNowhere for a wait under one second and for a key that is not one
    sign of a telephone, or stands for two things.
    """

    contact: str
    steps: tuple[PlanStep, ...]
    confirm_wait: int = 8
    longest_message: int = 180
    menu: tuple[Choice, ...] = ()
    menu_wait: int = 6
    danger: str = ""

    def __post_init__(self) -> None:
        """Refuse waits that are no waits, and keys that are no keys."""
        steps = [*self.steps, *(s for choice in self.menu for s in choice.steps)]
        waits = [step.wait for step in steps] + [self.menu_wait]
        if min([*waits, self.confirm_wait, self.longest_message]) < 1:
            raise PlanLeadsNowhere("Every wait of a plan must be at least one second.")
        keys = [choice.digit for choice in self.menu]
        keys += [self.danger] if self.danger else []
        if not KEYS.issuperset(keys) or len(set(keys)) < len(keys):
            raise PlanLeadsNowhere("Every key must be one sign, and mean one thing.")

    @property
    def patience(self) -> int:
        """Return the most seconds a caller waits here before a message is asked for."""
        asked = self.menu_wait if self.menu else 0
        ways = [self.steps, *(choice.steps for choice in self.menu)]
        longest = max(sum(step.wait for step in steps) for steps in ways)
        return asked + longest + self.confirm_wait

    def choice_on(self, digit: str) -> Choice | None:
        """Return what this key stands for, if the menu has it."""
        return next((each for each in self.menu if each.digit == digit), None)

    def taking(self, choice: Choice) -> Plan:
        """Return the plan with the steps of this choice; its own where they are empty.

        Whoever chose a place where nobody is on duty is better served by the others
        than by a message.
        """
        has_phones = any(step.targets for step in choice.steps)
        return replace(self, steps=choice.steps) if has_phones else self


class CallState(StrEnum):
    """How far a call has come."""

    ROUTING = "routing"
    CHOOSING = "choosing"
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
    """One call as it stands; `due_at` is when the telephone must look again.

    `plan` holds the steps in force: those of the `choice` once one is made. `raised`
    says that the danger key was pressed.
    """

    id: str
    state: CallState
    due_at: datetime | None
    plan: Plan
    step: int = -1
    legs: tuple[Leg, ...] = ()
    outcome: Outcome = Outcome.NONE
    graced: bool = False
    choice: str = ""
    raised: bool = False

    def leg(self, target: str) -> Leg | None:
        """Return the leg of this phone, if it was rung."""
        return next((leg for leg in self.legs if leg.target == target), None)

    def in_state(self, *states: LegState) -> tuple[str, ...]:
        """Return the phones that are in one of these states."""
        return tuple(leg.target for leg in self.legs if leg.state in states)
