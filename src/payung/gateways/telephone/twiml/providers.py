"""What each cloud understands and can do, as data. "Documented" is not "tried here"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from payung.gateways.telephone.speaking import Caps


class Dialect(StrEnum):
    """How a document is spelled."""

    TWIML = "twiml"
    AFRICAS_TALKING = "africas_talking"


class Signing(StrEnum):
    """How a webhook proves itself, beside the secret in its address."""

    TWILIO = "twilio"  # HMAC-SHA1 over the address and the sorted fields
    ADDRESS_ONLY = "address_only"


@dataclass(frozen=True, kw_only=True, slots=True)
class Provider:
    """One cloud. `parallel`: how many numbers one Dial may ring.

    `api` is where orders go, with {account}; its host is fixed here, so that no
    webhook can send us elsewhere. Empty where orders were not worked out.
    `withheld` are the numbers it shows instead of one that was withheld.
    """

    name: str
    parallel: int
    confirm: bool
    sip: bool = True
    records: bool = True
    step_wait: bool = True
    hides_caller: bool = True
    dialect: Dialect = Dialect.TWIML
    signing: Signing = Signing.ADDRESS_ONLY
    signature_header: str = ""
    api: str = ""
    withheld: frozenset[str] = frozenset()

    def caps(self, *, fallback: bool) -> Caps:
        """Return what it can do; `fallback`: a fallback address is set in its console."""
        return Caps(
            parallel=self.parallel,
            step_wait=self.step_wait,
            confirm=self.confirm,
            voicemail="provider" if self.records and self.api else "none",
            hides_caller=self.hides_caller,
            originate=bool(self.api),
            survives_app_loss=fallback,
            survives_crash=True,
        )


_NAMELESS = frozenset({"", "anonymous", "restricted", "unavailable", "private"})
# What Twilio shows for a caller who shows nothing: the names of these keys in digits.
_TWILIO_NAMELESS = _NAMELESS | {
    "+266696687",
    "+7378742833",
    "+2562533",
    "+8656696",
    "+86282452253",
}

TWILIO = Provider(
    name="twilio",
    parallel=10,
    confirm=True,
    signing=Signing.TWILIO,
    signature_header="x-twilio-signature",
    api="https://api.twilio.com/2010-04-01/Accounts/{account}",
    withheld=_TWILIO_NAMELESS,
)
TELNYX = Provider(name="telnyx", parallel=10, confirm=True, withheld=_NAMELESS)
EXOTEL = Provider(
    name="exotel",
    parallel=1,
    confirm=False,
    sip=False,
    hides_caller=False,
    withheld=_NAMELESS,
)
AFRICAS_TALKING = Provider(
    name="africas_talking",
    # One after the other in one Dial, in the plan's order.
    parallel=10,
    confirm=False,
    sip=False,
    records=False,
    step_wait=False,
    hides_caller=False,
    dialect=Dialect.AFRICAS_TALKING,
    withheld=_NAMELESS,
)


def signalwire(space: str) -> Provider:
    """Return SignalWire's description for one space: its host carries the name.

    Raise ValueError for a name that could be another host.
    """
    if not space.replace("-", "").isalnum() or not space.isascii():
        raise ValueError("A space has letters, digits and hyphens.")
    return Provider(
        name="signalwire",
        parallel=10,
        confirm=True,
        signing=Signing.TWILIO,
        signature_header="x-signalwire-signature",
        api=f"https://{space}.signalwire.com/api/laml/2010-04-01/Accounts/{{account}}",
        withheld=_TWILIO_NAMELESS,
    )
