"""Who is on call: rosters, swaps, proofs that a phone is answered, attorneys alerted."""

from __future__ import annotations
