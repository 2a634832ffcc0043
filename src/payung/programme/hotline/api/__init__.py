"""The door for telephones and message channels: no browser, no cookie, no page."""

from __future__ import annotations
