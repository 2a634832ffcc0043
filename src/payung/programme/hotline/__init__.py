"""Every call, message and missed call: written down first, owned until a person closes it."""

from __future__ import annotations
