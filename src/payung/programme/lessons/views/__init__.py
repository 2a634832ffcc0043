"""The pages of the shelf."""

from __future__ import annotations
