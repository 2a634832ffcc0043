"""The pages of custody."""

from __future__ import annotations
