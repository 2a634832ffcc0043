"""The pages on which a person brings in what exists already."""

from __future__ import annotations
