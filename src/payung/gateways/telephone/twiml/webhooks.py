"""What a cloud's webhook says, whatever it calls its fields."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl


Fields = tuple[tuple[str, str], ...]

_LONGEST = 100_000
_OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
_REFUSED = frozenset({"busy", "failed"})
_UNANSWERED = frozenset({"no-answer", "canceled"})


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Webhook:
    """One request: whose leg it is of (`sid`), how that leg and a Dial stand.

    `caller` and `dialled`, whom a cloud that asks nobody connected, are in clear and
    live in memory only. `seconds` is a recording's length.
    """

    sid: str = ""
    caller: str = ""
    status: str = ""
    dial_status: str = ""
    digits: str = ""
    recording: str = ""
    seconds: int = 0
    dialled: str = ""

    @property
    def is_over(self) -> bool:
        """Return whether the leg has ended."""
        return self.status in _OVER

    @property
    def only_rang(self) -> bool:
        """Return whether the leg ended without an answer."""
        return self.status in _UNANSWERED

    @property
    def was_refused(self) -> bool:
        """Return whether the leg, or all of the Dial, was refused at once."""
        return (self.dial_status or self.status) in _REFUSED

    @property
    def dial_answered(self) -> bool:
        """Return whether the cloud connected somebody."""
        return self.dial_status in ("completed", "answered")

    def __repr__(self) -> str:
        """Return what names nobody."""
        return f"<Webhook {self.status}>"


def fields_of(body: bytes) -> Fields:
    """Return the posted form, empty fields too; what is no form has no fields."""
    if len(body) > _LONGEST:
        return ()
    try:
        return tuple(parse_qsl(body.decode(), keep_blank_values=True))
    except (UnicodeDecodeError, ValueError):
        return ()


def webhook_of(fields: Fields) -> Webhook:
    """Return what the fields of the TwiML family say."""
    said = dict(fields)
    return Webhook(
        sid=said.get("CallSid", ""),
        caller=said.get("From", ""),
        status=said.get("CallStatus", ""),
        dial_status=said.get("DialCallStatus", ""),
        digits=said.get("Digits", ""),
        recording=_ref(said.get("RecordingSid", "")),
        seconds=whole(said.get("RecordingDuration", "")),
    )


def _ref(text: str) -> str:
    # It becomes part of an address that we ask: whatever else it is, is none.
    plain = text.replace("-", "")
    return text if plain.isascii() and plain.isalnum() else ""


def whole(text: str) -> int:
    """Return a small whole number, or 0 for whatever else was sent."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
