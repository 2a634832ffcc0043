"""What has to be known of the Asterisk that we stand beside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


_NUMBER = re.compile(r"\+?[0-9]{3,15}")
_USER = re.compile(r"[A-Za-z0-9._-]{1,60}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Manager:
    """Where Asterisk takes orders (AMI): on this machine or in a private network."""

    host: str = "127.0.0.1"
    port: int = 5038
    user: str = "payung"
    secret: str = field(repr=False, default="")


@dataclass(frozen=True, kw_only=True, slots=True)
class AgiSettings:
    """`secret` is the first argument of every AGI() in the dialplan.

    `dials_number` and `dials_phone` say how Dial reaches a number and a SIP phone.
    With a `voicemail_context` a caller nobody answers goes there, and Asterisk records
    her in the clear; by default she hears that she will be called back.
    """

    secret: str = field(repr=False)
    host: str = "127.0.0.1"
    port: int = 4573
    dials_number: str = "PJSIP/{number}@trunk"
    dials_phone: str = "PJSIP/{user}"
    sounds: str = "payung"
    phone_context: str = "payung-phone"
    heard_context: str = "payung-heard"
    order_context: str = "payung-order"
    voicemail_context: str = ""
    manager: Manager = field(default_factory=Manager)

    def dialled(self, address: str) -> str:
        """Return what Dial calls an address; empty where it cannot be reached."""
        scheme, _, where = address.partition(":")
        if scheme == "tel" and _NUMBER.fullmatch(where):
            return self.dials_number.format(number=where)
        user = where.partition("@")[0]
        if scheme == "sip" and _USER.fullmatch(user):
            return self.dials_phone.format(user=user)
        return ""

    def sound(self, prompt: str, language: str) -> str:
        """Return the name of a recorded sentence, as Asterisk finds it."""
        spoken = language if _LANGUAGE.fullmatch(language) else "en"
        return f"{self.sounds}/{spoken}/{prompt}"
