"""What is said between the application and a telephone, and who may say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol
from uuid import UUID

from payung.engines.dispatch import Outcome, Plan
from payung.engines.sealed import Envelope, TeamPublic, Wrap


class TelephoneGone(ConnectionError):
    """The telephone did not take the order; say it again later."""


class OrderKind(StrEnum):
    """What the application asks of a telephone by itself."""

    ALERT = "alert"  # ring one of ours and ask her to press 1
    CALL_BACK = "call_back"  # ring one of ours, then the caller, then join them
    DRILL = "drill"  # an alert that only proves that her phone is answered


class NewsKind(StrEnum):
    """What a telephone reports. Orders have news too; their `call` is the order's id."""

    ARRIVED = "arrived"  # somebody calls; `arrived` is filled
    RINGING = "ringing"  # `target` began to ring
    SCREENING = "screening"  # `target` answered and was asked to press 1
    ACCEPTED = "accepted"  # `target` pressed 1
    REFUSED = "refused"  # `target` is busy, declined, unreachable, or did not press 1
    CHOSE = "chose"  # the caller pressed `digit` in the menu
    RAISED = "raised"  # the caller pressed the danger key
    CALLER_GONE = "caller_gone"
    REACHED = "reached"  # a call-back: the caller answered, both are joined
    MESSAGE = "message"  # a voicemail lies in the vault; `voicemail` is filled
    ENDED = "ended"  # once per call and order; `outcome` is filled


@dataclass(frozen=True, kw_only=True, slots=True)
class Caps:
    """What a telephone can really do; a planner must not promise more."""

    parallel: int
    step_wait: bool
    confirm: bool
    voicemail: Literal["sealed", "clear", "provider", "none"]
    hides_caller: bool
    originate: bool
    survives_app_loss: bool
    survives_crash: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """Who calls, sealed before it left the telephone's memory.

    `record` is the record that `wrap` opens, `number` an envelope of the field
    "contact.number". `token` is the blind index of the number (16 bytes, hex), under
    the machine's key. All three are empty where the number was withheld, and `number`
    and `wrap` also where the telephone knew no key to seal to: then it is forgotten.
    """

    record: UUID
    withheld: bool
    number: Envelope | None = None
    wrap: Wrap | None = None
    token: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Voicemail:
    """A message in the vault under `file`, sealed as an attachment of `record`.

    Under the record of the arrival where that could be sealed; else `wrap` is its own.
    """

    record: UUID
    file: UUID
    seconds: int
    size: int
    wrap: Wrap | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    """One thing that happened; the same `id` twice is the same news.

    `seq` counts from 1 within a call. `target` is the opaque id of one of our phones.
    """

    id: UUID
    line: str
    call: str
    seq: int
    kind: NewsKind
    at: datetime
    target: str = ""
    digit: str = ""
    outcome: Outcome = Outcome.NONE
    arrived: Arrived | None = None
    voicemail: Voicemail | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SealTo:
    """The public key that callers' numbers and voices are sealed to."""

    public: TeamPublic


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanPaper:
    """Everything a telephone needs to carry a call out alone.

    `addresses` says where each target of the plan is reached: "sip:…" or "tel:+…".
    `languages` says in which language each target is asked to press 1; `language` is
    the caller's. `rejects` is set on a line whose missed calls are called back.
    `shows` is the number that our phones see instead of the caller's.
    """

    line: str
    plan: Plan
    addresses: Mapping[str, str]
    seal_to: SealTo | None
    language: str = "en"
    languages: Mapping[str, str] = field(default_factory=dict)
    rejects: bool = False
    shows: str = ""
    longest_talk: int = 3600
    made_at: datetime | None = None

    def __repr__(self) -> str:
        """Return what says nothing of where our phones are."""
        return f"<PlanPaper {self.line} {len(self.addresses)} phones>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """Ring one of ours. `id` makes it idempotent; `address` is hers.

    For a call-back: `of_call` names the call whose caller is still in the telephone's
    memory; `number` is hers where somebody with open keys has read it. Neither is ever
    written down by a telephone. `wait` in seconds.
    """

    id: str
    kind: OrderKind
    line: str
    contact: str
    target: str
    address: str
    language: str = "en"
    caller_language: str = "en"
    of_call: str = ""
    number: str = ""
    wait: int = 30
    shows: str = ""

    def __repr__(self) -> str:
        """Return what names nobody."""
        return f"<Order {self.kind} {self.id}>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """How a telephone is: trunk registered, news not yet delivered, calls going on.

    `refused` counts news that the application would not keep: somebody must look.
    """

    ready: bool
    trunk: Literal["registered", "refused", "unknown", "none"]
    unsent: int
    calls: int
    last_news_at: datetime | None = None
    refused: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """The calls of a stretch of time by the telephone's own record, by their handles.

    `put_aside`: calls and orders with news that the application would never keep.
    """

    arrived: tuple[str, ...]
    put_aside: tuple[str, ...] = ()


class KeepsRecords(Protocol):
    """A telephone that writes down what came, whatever the application heard of it."""

    def called(self, start: datetime, end: datetime) -> Called:
        """Return the calls that arrived from `start` until `end`, of two days at most.

        Raise TelephoneGone.
        """


class Telephone(Protocol):
    """What the application asks of a telephone."""

    @property
    def caps(self) -> Caps: ...

    def start(self, order: Order) -> None:
        """Ring somebody; the same id twice is one order. Raise TelephoneGone."""

    def cancel(self, id: str) -> None:  # noqa: A002 - the word the orders use
        """Stop an order or the ringing of a call; unknown ids change nothing."""

    def health(self) -> Health:
        """Return how it is; raise TelephoneGone."""


class Application(Protocol):
    """What a telephone asks of the application."""

    def route(self, arrived: News) -> PlanPaper:
        """Write the contact down and return the plan; raise ApplicationGone."""

    def tell(self, news: Sequence[News]) -> None:
        """Hand news over, in order; raise ApplicationGone, and say them again."""

    def plans(self) -> Mapping[str, PlanPaper]:
        """Return the plan of every line as of now, for when nobody answers later."""


class ApplicationGone(ConnectionError):
    """The application did not answer in time."""
