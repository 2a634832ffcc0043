"""The pages of circles."""

from __future__ import annotations
