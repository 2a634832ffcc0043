"""Where people work, who goes there when, two by two, and whom they met."""

from __future__ import annotations
