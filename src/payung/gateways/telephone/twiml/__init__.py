"""Cloud voice by the TwiML subset that Twilio, SignalWire and others share.

Tried here against a double only, never against a cloud: docs/how-to/use_a_cloud_number.md
says what that shows and what it does not.
"""

from __future__ import annotations

from .addresses import Urls
from .providers import (
    AFRICAS_TALKING,
    EXOTEL,
    TELNYX,
    TWILIO,
    Dialect,
    Provider,
    Signing,
    signalwire,
)
from .rest import Account, NotARef, Rest
from .rows import MemoryRows, Rows, Slot
from .voice import CloudVoice


__all__ = [
    "AFRICAS_TALKING",
    "EXOTEL",
    "TELNYX",
    "TWILIO",
    "Account",
    "CloudVoice",
    "Dialect",
    "MemoryRows",
    "NotARef",
    "Provider",
    "Rest",
    "Rows",
    "Signing",
    "Slot",
    "Urls",
    "signalwire",
]
