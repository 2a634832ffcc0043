"""What the page of a case shows of custody."""

from __future__ import annotations
