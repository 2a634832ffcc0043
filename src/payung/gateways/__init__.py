"""Gateways reach out: one file per way, each with a Fake that passes the same tests."""

from __future__ import annotations
