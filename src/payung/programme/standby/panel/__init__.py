"""The panel of attorneys: what each has said of herself, and what can be promised."""

from __future__ import annotations
