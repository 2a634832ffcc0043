"""The addresses a cloud is told to fetch: one path, a ticket, and the spoken prompts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from payung.engines.dispatch import Prompt
from payung.engines.sealed import RecordSecret

from .tickets import Purpose, Ticket, ticket_text


# Longer than the longest call with its recording: what comes later is refused.
_LASTS = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Urls:
    """`base` is the one address that webhooks reach, as the cloud sees it (https).

    `prompts` is where "<language>/<prompt>.wav" can be fetched; where it is empty the
    cloud's own voice reads English.
    """

    base: str
    prompts: str = ""

    def of(self, ticket: Ticket, machine: RecordSecret) -> str:
        """Return the address that carries this ticket."""
        return f"{self.base}?k={ticket_text(ticket, machine)}"

    def prompt(self, prompt: Prompt, language: str) -> str:
        """Return where this sentence can be heard, or nothing."""
        return f"{self.prompts}/{language}/{prompt}.wav" if self.prompts else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Booth:
    """What writes addresses for one call or order, at one moment."""

    urls: Urls
    machine: RecordSecret
    line: str
    name: str
    until: int

    @classmethod
    def open(
        cls, urls: Urls, machine: RecordSecret, *, line: str, name: str, at: datetime
    ) -> Booth:
        """Return a booth whose addresses hold for six hours."""
        until = int((at + _LASTS).timestamp())
        return cls(urls=urls, machine=machine, line=line, name=name, until=until)

    def url(self, purpose: Purpose, number: int = 0) -> str:
        """Return the address for this purpose, of this place or count."""
        ticket = Ticket(
            purpose=purpose,
            line=self.line,
            name=self.name,
            number=number,
            until=self.until,
        )
        return self.urls.of(ticket, self.machine)


def console_url(
    urls: Urls, purpose: Purpose, *, line: str, machine: RecordSecret
) -> str:
    """Return an address for the cloud's console: it holds as long as the machine."""
    return urls.of(Ticket(purpose=purpose, line=line), machine)
