"""What things cost, beside a floor or a peer in the same run. No wall times."""

from __future__ import annotations
