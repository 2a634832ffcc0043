"""What a legal limit is: its values through time, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """How a limit is counted."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    # The law says "at once" and names no number: due from the first minute,
    # but only a person can say that it came too late.
    IMMEDIATE = "immediate"
    ON_REQUEST = "on_request"
    # A rule that belongs beside the clocks and has no time in it.
    RULE = "rule"


COUNTED = frozenset({Unit.HOURS, Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS})


class Status(StrEnum):
    """What kind of limit this is, and whether it binds."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    TO_VERIFY = "to_verify"
    HISTORIC = "historic"
    PRACTICE = "practice"
    HEALTH = "health"
    SERVICE = "service"
    STANDARD = "standard"


class Confidence(StrEnum):
    """How sure the person was who wrote the value down."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Event(StrEnum):
    """What starts or stops a clock."""

    INCIDENT = "incident"
    EXPOSURE = "exposure"
    RAID = "raid"
    ARREST = "arrest"
    AT_STATION = "at_station"
    REASON_TOLD = "reason_told"
    PAPER_GIVEN = "paper_given"
    FAMILY_TOLD = "family_told"
    COUNSEL_CONTACT = "counsel_contact"
    BODY_EXAMINED = "body_examined"
    FIRST_PRODUCTION = "first_production"
    DETENTION_ORDER = "detention_order"
    # Handed over by the police to a prison; read from the places where she was held.
    REMANDED = "remanded"
    PROSECUTOR_ORDER = "prosecutor_order"
    TRIAL_COURT_ORDER = "trial_court_order"
    HIGH_COURT_ORDER = "high_court_order"
    SUPREME_COURT_ORDER = "supreme_court_order"
    INFORMATION_RECEIVED = "information_received"
    INVESTIGATION_CLOSED = "investigation_closed"
    PRETRIAL_PETITION = "pretrial_petition"
    PETITION_DECIDED = "petition_decided"
    TRIAL_START = "trial_start"
    STATE_LAWYER_NAMED = "state_lawyer_named"
    COMPLAINT_FILED = "complaint_filed"
    RELEASE = "release"
    REFERRAL = "referral"
    SERVICE_RECEIVED = "service_received"
    FIRST_DOSE = "first_dose"
    CONTRACEPTION_TAKEN = "contraception_taken"
    LAST_CONTACT = "last_contact"
    CONTACT_MADE = "contact_made"


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """A limit as it stood between two days (both counted; None = not known).

    `limit` is a number of `unit`, or None where the unit has no number.
    `longest` is the most that lawful extension allows, in the same unit.
    """

    unit: Unit
    limit: int | None
    source: str
    status: Status
    confidence: Confidence
    from_on: date | None = None
    to_on: date | None = None
    longest: int | None = None
    first_day_counts: bool = False
    verified_by: str = ""
    verified_on: date | None = None
    note: str = ""
    fact: str = ""

    @property
    def binding(self) -> bool:
        """Whether this was law on the days it covers, as far as is known."""
        return self.status in {Status.IN_FORCE, Status.HISTORIC}

    @property
    def verified(self) -> bool:
        """Whether a lawyer has put a name to it."""
        return bool(self.verified_by)

    def covers(self, on: date) -> bool:
        """Return whether this value stood on that day."""
        return (self.from_on is None or self.from_on <= on) and (
            self.to_on is None or on <= self.to_on
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """One limit of one country, with its words in the country's languages."""

    id: str
    label: Mapping[str, str]
    starts_on: Event
    values: tuple[Value, ...]
    stops_on: tuple[Event, ...] = ()
    not_counted: frozenset[str] = frozenset()


class NoValueInForce(LookupError):
    """Nothing is known about this limit for the day it would have started."""


def value_in_force(clock: Clock, on: date) -> Value | None:
    """Return the value that stood on that local day, or None where none is known."""
    return next((value for value in clock.values if value.covers(on)), None)


def value_or_refuse(clock: Clock, on: date) -> Value:
    """Return the value of that local day; raise NoValueInForce in a sentence."""
    value = value_in_force(clock, on)
    if value is None:
        raise NoValueInForce(
            f"The clock '{clock.id}' has no value for {on:%d %B %Y}. "
            "Add one with its source to law/clocks.toml."
        )
    return value
