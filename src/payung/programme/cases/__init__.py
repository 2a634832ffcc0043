"""Cases: what the programme does for a person, with the clocks of the law running."""

from __future__ import annotations
