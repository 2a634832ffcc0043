"""The programme does: one app per thing in the programme document."""

from __future__ import annotations
