"""What comes in: calls, texts and missed calls, from whatever carries them."""

from __future__ import annotations
