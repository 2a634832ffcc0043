"""The state machine of a contact, as a table that the manual prints and tests explore.

An entry that is missing is refused; what a telephone or the sweeper may report late
(due, hung up, all busy, accepted) has an entry for every state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from types import MappingProxyType

from ._contact import State


class Event(StrEnum):
    """What can happen to a contact."""

    STARTED = "started"  # the telephone begins to ring people
    DUE = "due"  # the sweeper finds that due_at has passed
    ALL_BUSY = "all_busy"  # every phone of this rung refused
    HUNG_UP = "hung_up"  # the caller is gone
    RAISED = "raised"  # the danger key, or an operator: priority A now
    ACCEPTED = "accepted"  # somebody pressed 1
    REACHED = "reached"  # the call-back reached the caller
    NOT_REACHED = "not_reached"
    WROTE_AGAIN = "wrote_again"  # another text of the same sender
    RANG_AGAIN = "rang_again"  # another missed call of hers
    CHECKED_IN = "checked_in"
    GAVE_BACK = "gave_back"
    SHIFT_ENDED = "shift_ended"
    TOOK_OVER = "took_over"
    TYPED = "typed"  # silent, abusive, wrong number, a drill
    CLOSED = "closed"


class Owner(StrEnum):
    """What becomes of the owner."""

    KEEP = auto()
    CLEAR = auto()
    TAKE = auto()
    PRIMARY = auto()


class Due(StrEnum):
    """Which moment becomes the next due one."""

    KEEP = auto()
    RUNG = auto()
    CHECK_IN = auto()
    CALL_BACK = auto()
    SOONER = auto()  # as soon as a call-back, unless it is due before
    HAND_OVER = auto()
    NONE = auto()


class Climb(StrEnum):
    """Which rung comes next."""

    KEEP = auto()
    FIRST = auto()
    SECOND = auto()
    ALL = auto()
    NEXT = auto()


class Say(StrEnum):
    """What is said to whom; each becomes at most one effect."""

    RING = "ring"
    STOP_RINGING = "stop ringing"
    CONNECT = "connect"
    TASK = "ask to call back"
    WROTE = "say that she wrote again"
    RANG = "say that she rang again"
    TAKEN = "tell who has it"
    FORMER = "tell the former owner"
    REMIND = "remind"
    ESCALATE = "tell the coordinator"
    OFFER = "offer the hand-over"


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One entry of the table: where to, and what becomes of owner, rung and due_at."""

    to: State
    owner: Owner = Owner.KEEP
    due: Due = Due.KEEP
    climb: Climb = Climb.KEEP
    says: tuple[Say, ...] = ()


Table = Mapping[tuple[State, Event], Move]


def _stay(state: State, *says: Say) -> Move:
    return Move(to=state, says=says)


def _ring(climb: Climb, *says: Say) -> Move:
    return Move(
        to=State.RINGING,
        owner=Owner.CLEAR,
        due=Due.RUNG,
        climb=climb,
        says=(*says, Say.RING),
    )


def _own(*says: Say) -> Move:
    return Move(to=State.OWNED, owner=Owner.TAKE, due=Due.CHECK_IN, says=says)


def _ask_to_call_back(*says: Say) -> Move:
    return Move(
        to=State.CALL_BACK,
        owner=Owner.PRIMARY,
        due=Due.CALL_BACK,
        says=(*says, Say.TASK),
    )


def _again(state: State) -> Move:
    return Move(to=state, due=Due.CALL_BACK, says=(Say.TASK,))


def _again_from_her(state: State, say: Say) -> Move:
    return Move(to=state, due=Due.SOONER, says=(say,))


def _hand_over(*says: Say) -> Move:
    return Move(to=State.HANDING_OVER, due=Due.HAND_OVER, says=(Say.OFFER, *says))


_CLOSE = Move(
    to=State.CLOSED, owner=Owner.CLEAR, due=Due.NONE, says=(Say.STOP_RINGING,)
)
_RETURN = _ring(Climb.SECOND)
_MISSED = _ring(Climb.SECOND, Say.REMIND, Say.ESCALATE)
_OWNED_A = Move(to=State.OWNED, due=Due.CHECK_IN, says=(Say.ESCALATE,))
# It stays hers, and so does her clock, until somebody takes it or it runs out.
_OFFERED = Move(to=State.CALL_BACK, says=(Say.OFFER,))

TRANSITIONS: Table = MappingProxyType(
    {
        (State.OPENED, Event.STARTED): _ring(Climb.FIRST),
        (State.OPENED, Event.DUE): _ring(Climb.FIRST),
        (State.OPENED, Event.ALL_BUSY): _stay(State.OPENED),
        (State.OPENED, Event.HUNG_UP): _ask_to_call_back(),
        (State.OPENED, Event.RAISED): _ring(Climb.ALL),
        (State.OPENED, Event.WROTE_AGAIN): _stay(State.OPENED),
        (State.OPENED, Event.RANG_AGAIN): _stay(State.OPENED),
        (State.OPENED, Event.SHIFT_ENDED): _stay(State.OPENED),
        (State.OPENED, Event.ACCEPTED): _own(Say.CONNECT),
        (State.RINGING, Event.STARTED): _stay(State.RINGING),
        (State.RINGING, Event.DUE): _ring(Climb.NEXT),
        (State.RINGING, Event.ALL_BUSY): _ring(Climb.NEXT),
        (State.RINGING, Event.HUNG_UP): _ask_to_call_back(Say.STOP_RINGING),
        (State.RINGING, Event.RAISED): _ring(Climb.ALL),
        (State.RINGING, Event.ACCEPTED): _own(Say.STOP_RINGING, Say.CONNECT),
        (State.RINGING, Event.SHIFT_ENDED): _stay(State.RINGING),
        (State.RINGING, Event.WROTE_AGAIN): _stay(State.RINGING),
        (State.RINGING, Event.RANG_AGAIN): _stay(State.RINGING),
        (State.RINGING, Event.TYPED): _stay(State.RINGING),
        (State.RINGING, Event.CLOSED): _CLOSE,
        (State.CALL_BACK, Event.DUE): _MISSED,
        (State.CALL_BACK, Event.ALL_BUSY): _stay(State.CALL_BACK),
        (State.CALL_BACK, Event.HUNG_UP): _stay(State.CALL_BACK),
        (State.CALL_BACK, Event.RAISED): _ring(Climb.ALL, Say.REMIND),
        (State.CALL_BACK, Event.ACCEPTED): _own(Say.FORMER, Say.CONNECT),
        (State.CALL_BACK, Event.REACHED): _own(Say.FORMER),
        (State.CALL_BACK, Event.NOT_REACHED): _again(State.CALL_BACK),
        (State.CALL_BACK, Event.WROTE_AGAIN): _again_from_her(
            State.CALL_BACK, Say.WROTE
        ),
        (State.CALL_BACK, Event.RANG_AGAIN): _again_from_her(State.CALL_BACK, Say.RANG),
        (State.CALL_BACK, Event.GAVE_BACK): _RETURN,
        (State.CALL_BACK, Event.SHIFT_ENDED): _OFFERED,
        (State.CALL_BACK, Event.TOOK_OVER): _own(Say.FORMER, Say.TASK),
        (State.CALL_BACK, Event.TYPED): _stay(State.CALL_BACK),
        (State.CALL_BACK, Event.CLOSED): _CLOSE,
        (State.OWNED, Event.DUE): _MISSED,
        (State.OWNED, Event.ALL_BUSY): _stay(State.OWNED),
        (State.OWNED, Event.HUNG_UP): _stay(State.OWNED),
        (State.OWNED, Event.RAISED): _OWNED_A,
        (State.OWNED, Event.ACCEPTED): _stay(State.OWNED, Say.TAKEN),
        (State.OWNED, Event.TOOK_OVER): _stay(State.OWNED, Say.TAKEN),
        (State.OWNED, Event.REACHED): Move(to=State.OWNED, due=Due.CHECK_IN),
        (State.OWNED, Event.NOT_REACHED): _again(State.OWNED),
        (State.OWNED, Event.WROTE_AGAIN): _again_from_her(State.OWNED, Say.WROTE),
        (State.OWNED, Event.RANG_AGAIN): _again_from_her(State.OWNED, Say.RANG),
        (State.OWNED, Event.CHECKED_IN): Move(to=State.OWNED, due=Due.CHECK_IN),
        (State.OWNED, Event.GAVE_BACK): _RETURN,
        (State.OWNED, Event.SHIFT_ENDED): _hand_over(),
        (State.OWNED, Event.TYPED): _stay(State.OWNED),
        (State.OWNED, Event.CLOSED): _CLOSE,
        (State.HANDING_OVER, Event.DUE): _hand_over(Say.ESCALATE),
        (State.HANDING_OVER, Event.ALL_BUSY): _stay(State.HANDING_OVER),
        (State.HANDING_OVER, Event.HUNG_UP): _stay(State.HANDING_OVER),
        (State.HANDING_OVER, Event.RAISED): _hand_over(Say.ESCALATE),
        (State.HANDING_OVER, Event.ACCEPTED): _stay(State.HANDING_OVER, Say.TAKEN),
        (State.HANDING_OVER, Event.SHIFT_ENDED): _hand_over(),
        (State.HANDING_OVER, Event.TOOK_OVER): _own(Say.FORMER),
        (State.HANDING_OVER, Event.WROTE_AGAIN): _again_from_her(
            State.HANDING_OVER, Say.WROTE
        ),
        (State.HANDING_OVER, Event.RANG_AGAIN): _again_from_her(
            State.HANDING_OVER, Say.RANG
        ),
        (State.HANDING_OVER, Event.CHECKED_IN): _stay(State.HANDING_OVER),
        (State.HANDING_OVER, Event.GAVE_BACK): _RETURN,
        (State.HANDING_OVER, Event.TYPED): _stay(State.HANDING_OVER),
        (State.HANDING_OVER, Event.CLOSED): _CLOSE,
        (State.CLOSED, Event.DUE): _stay(State.CLOSED),
        (State.CLOSED, Event.ALL_BUSY): _stay(State.CLOSED),
        (State.CLOSED, Event.HUNG_UP): _stay(State.CLOSED),
        (State.CLOSED, Event.ACCEPTED): _stay(State.CLOSED, Say.TAKEN),
        (State.CLOSED, Event.TOOK_OVER): _stay(State.CLOSED, Say.TAKEN),
    }
)
