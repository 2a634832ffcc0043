"""What the telephone has to do next."""

from __future__ import annotations

from dataclasses import dataclass

from ._effects import Effect


@dataclass(frozen=True, kw_only=True, slots=True)
class RingPhone(Effect):
    """Ring one phone; it shows the hotline, never the caller."""

    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CancelPhone(Effect):
    """Stop ringing one phone; it may yet answer, and is then hung up."""

    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HangUpPhone(Effect):
    """Hang up a phone that has answered."""

    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JoinCaller(Effect):
    """Let the caller and this phone hear one another."""

    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TakeVoicemail(Effect):
    """Record a message, sealed before it reaches the disk. Seconds."""

    longest: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DialCaller(Effect):
    """Call the caller back, now that a paralegal is on the line."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RaisePriority(Effect):
    """The caller pressed the danger key: the contact has priority A from now on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TellChoice(Effect):
    """The caller chose this in the menu; `code` is the plan's, such as a district's."""

    code: str
