"""Payung: an umbrella for those who end violence against sex workers."""

from __future__ import annotations
