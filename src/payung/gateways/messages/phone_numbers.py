"""Telephone numbers in one spelling, whatever digits and habits they were written in."""

from __future__ import annotations

import phonenumbers


# What networks, SIP and cloud providers write where a caller hides her number. The
# digits are the words ANONYMOUS, RESTRICTED, BLOCKED and UNAVAILABLE on a keypad, as
# https://www.twilio.com/docs/voice/twiml#twilios-request-to-your-application has them.
WITHHELD = frozenset(
    {
        "",
        "-1",
        "0",
        "anonymous",
        "blocked",
        "hidden",
        "id unavailable",
        "no number",
        "not available",
        "private",
        "private number",
        "restricted",
        "unavailable",
        "unknown",
        "unknown number",
        "withheld",
        "266696687",
        "7378742883",
        "2562533",
        "86282452253",
    }
)


def e164(text: str, country: str) -> str | None:
    """Return "+…" as dialled from anywhere, or None where it is no telephone number.

    `country` is the two letters whose local forms are meant; digits may be native.
    """
    if len(text) > 250:
        return None
    try:
        number = phonenumbers.parse(text, country.upper())
    except phonenumbers.NumberParseException:
        return None
    # Possible, not assigned: new ranges are opened before libraries know them.
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_withheld(text: str) -> bool:
    """Return whether a caller hid her number, or the network did not say it."""
    return text.strip().strip("+\"'<>").replace("_", " ").casefold() in WITHHELD
