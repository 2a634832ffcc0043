"""What an address that we give to a cloud stands for: MAC'd, expiring, nameless.

A ticket names a call by the cloud's own id and a phone by its place, never a number.
It proves that we made the address also where a cloud signs nothing.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from payung.engines.sealed import (
    RecordSecret,
    Refused,
    from_text,
    to_text,
    unattended_token,
)
from payung.gateways.messages import Forged


class Purpose(StrEnum):
    """What the cloud asks or reports at this address."""

    ARRIVE = "a"  # a call came in; written into the cloud's console
    STATUS = "s"  # the caller's leg ended; written into the cloud's console
    MENU = "m"  # the caller chose
    DIAL = "d"  # a Dial is over; `number` counts the Dials of the call
    PHONE = "p"  # a phone answered; `number` is its place among the legs
    PRESS = "1"  # a phone pressed a key
    PHONE_OVER = "o"  # a phone's leg ended
    MESSAGE = "v"  # the recording is over
    RECORDING = "r"  # the recording can be fetched
    ASKED = "A"  # an order's phone answered
    ASKED_PRESS = "B"
    ASKED_OVER = "C"
    CALLED = "D"  # a call-back: the caller's leg was answered
    CALLED_OVER = "E"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ticket:
    """One address: what for, of which line, which call or order, which place in it.

    `until` in seconds since 1970; 0 for the two that stand in the cloud's console.
    """

    purpose: Purpose
    line: str
    name: str = ""
    number: int = 0
    until: int = 0


def ticket_text(ticket: Ticket, machine: RecordSecret) -> str:
    """Return the ticket as text that an address can carry as it is."""
    said = [ticket.purpose, ticket.line, ticket.name, ticket.number, ticket.until]
    plain = to_text(json.dumps(said, separators=(",", ":")).encode())
    return f"{plain}.{to_text(unattended_token(machine, 'cloud.ticket', plain))}"


def read_ticket(text: str, machine: RecordSecret, *, at: datetime) -> Ticket:
    """Return the ticket of a text that we made; raise Forged for all others."""
    plain, _, mac = text.partition(".")
    made = to_text(unattended_token(machine, "cloud.ticket", plain))
    if not hmac.compare_digest(made.encode(), mac.encode("ascii", "replace")):
        raise Forged
    try:
        purpose, line, name, number, until = json.loads(from_text(plain))
        ticket = Ticket(
            purpose=Purpose(purpose), line=line, name=name, number=number, until=until
        )
    except (Refused, ValueError):
        raise Forged from None
    if ticket.until and at.timestamp() > ticket.until:
        raise Forged
    return ticket
