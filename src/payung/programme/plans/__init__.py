"""The programme of a country: objectives, outputs, plan lines, and what is late and why."""

from __future__ import annotations
