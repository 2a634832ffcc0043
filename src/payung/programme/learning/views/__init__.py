"""The pages of learning."""

from __future__ import annotations
