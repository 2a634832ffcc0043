"""Fill a roster that leaves no shift empty and shares it out fairly, or prove that nobody can."""

from __future__ import annotations
