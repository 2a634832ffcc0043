"""The pages of evidence."""

from __future__ import annotations
