"""Bring in what exists already: submissions, exports and spreadsheets of others."""

from __future__ import annotations
