"""The pages of counselling."""

from __future__ import annotations
