"""Who calls, as far as the trunk says it and she herself allows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote


_NOBODY = frozenset(
    {"", "anonymous", "unknown", "restricted", "withheld", "unavailable", "private"}
)
_HIDES = ("id", "user", "header", "full", "critical")


@dataclass(frozen=True, slots=True)
class Caller:
    """The number in E.164, or nothing where it was withheld; it is never shown."""

    number: str = field(default="", repr=False)

    @property
    def withheld(self) -> bool:
        """Return whether nobody can say who it was."""
        return not self.number


def who_calls(headers: Mapping[str, Sequence[str]], *, country_code: str) -> Caller:
    """Return who calls, from the values of the headers by their lower-case names.

    What the network asserts is believed before what the caller's phone says. Whoever
    asked for privacy is not known to us, even where the network tells us her number.
    """
    if _wants_privacy(headers):
        return Caller()
    for name in ("p-asserted-identity", "remote-party-id", "from"):
        for value in headers.get(name, ()):
            number = e164(_user_of(value), country_code=country_code)
            if number:
                return Caller(number)
            if name != "p-asserted-identity":
                break
    return Caller()


def e164(text: str, *, country_code: str) -> str:
    """Return a dialled number as "+" and digits, or "" where it is none.

    "00" stands for "+"; a single "0", or no prefix at all, for the country's own code.
    """
    plain = "".join(sign for sign in text if sign not in " -.()")
    plus = plain.startswith("+")
    digits = plain.removeprefix("+")
    if not digits.isascii() or not digits.isdigit() or len(digits) < 3:
        return ""
    if plus:
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if country_code and digits.startswith("0"):
        return f"+{country_code}{digits[1:]}"
    if not country_code or digits.startswith(country_code):
        return f"+{digits}"
    return f"+{country_code}{digits}"


def _wants_privacy(headers: Mapping[str, Sequence[str]]) -> bool:
    asked = [
        word.strip().lower()
        for value in headers.get("privacy", ())
        for word in value.replace(",", ";").split(";")
    ]
    party = [value.lower() for value in headers.get("remote-party-id", ())]
    hidden = any("privacy=full" in value or "privacy=uri" in value for value in party)
    sender = "".join(headers.get("from", ())[:1]).lower()
    return (
        hidden
        or any(word in _HIDES for word in asked)
        or "anonymous.invalid" in sender
        or _user_of(sender) in _NOBODY
    )


def _user_of(value: str) -> str:
    """Return the user part of the address in a header's value."""
    address = value.split("<", 1)[-1].split(">", 1)[0].strip()
    scheme, _, rest = address.partition(":")
    if scheme.lower() not in ("sip", "sips", "tel"):
        return ""
    if scheme.lower() != "tel" and "@" not in rest:
        return ""
    user = rest.rsplit("@", 1)[0] if scheme.lower() != "tel" else rest
    return unquote(user.split(";", 1)[0].split(":", 1)[0]).lower()
