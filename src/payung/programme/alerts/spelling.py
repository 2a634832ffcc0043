"""One spelling per address: "tel:+…", "sip:…", "telegram:…"."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from payung.gateways.messages.phone_numbers import e164
from payung.programme.people.refusals import CannotBe

from .models import WayKind


SIP = re.compile(r"sips?:[^\s@<>;]+@[^\s@<>;]+")
TELEGRAM = re.compile(r"[1-9][0-9]{4,15}")


class NoAddress(CannotBe):
    """What was typed cannot be called or written to."""


def address_from(kind: WayKind, typed: str, *, country: str) -> str:
    """Return an address in its one spelling; raise NoAddress.

    A number may be typed as at home, in digits of any script; a call may also go to a
    SIP phone ("sip:…").
    """
    text = typed.strip()
    if kind is WayKind.CALL and SIP.fullmatch(text.lower()):
        return text
    if kind is WayKind.TELEGRAM:
        return f"telegram:{_telegram(text)}"
    scheme = "tel" if kind in (WayKind.CALL, WayKind.SMS) else kind.value
    return f"{scheme}:{_number(text, country)}"


def bare(address: str) -> str:
    """Return the number alone where the address holds one, else the whole address.

    The same number has one token, whichever channel it came by.
    """
    rest = address.partition(":")[2]
    return rest if rest.startswith("+") else address


def _number(text: str, country: str) -> str:
    found = e164(text, country)
    if found is None:
        raise NoAddress(
            _("Write the whole number, with + and the code of the country."),
            field="address",
        )
    return found


def _telegram(text: str) -> str:
    if not TELEGRAM.fullmatch(text):
        raise NoAddress(
            _("Write the digits that the Telegram channel shows for you."),
            field="address",
        )
    return text
