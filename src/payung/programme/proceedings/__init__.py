"""What courts, police and other bodies were asked, what they did, and when is next."""

from __future__ import annotations
