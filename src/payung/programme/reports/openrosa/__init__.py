"""Speak OpenRosa, so that collecting apps can fetch the form and send notes."""

from __future__ import annotations
