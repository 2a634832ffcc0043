"""Asterisk or FreePBX as the telephone, by FastAGI and a little AMI.

Tried here against a double only: Debian 12 has no Asterisk. What that shows and what it
does not is said in docs/how-to/use_asterisk.md.
"""

from __future__ import annotations

from .server import AgiServer
from .settings import AgiSettings, Manager
from .telephone import CAPS, AsteriskTelephone


__all__ = ["CAPS", "AgiServer", "AgiSettings", "AsteriskTelephone", "Manager"]
