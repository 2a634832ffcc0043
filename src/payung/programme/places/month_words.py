"""Months and days in the language that is spoken now, as Django cannot say them all."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date
from django.utils.translation import get_language


def said(month: date) -> str:
    """Return a month with its year: "March 2026"."""
    return _said(month, "LLLL y", get_language() or "en")


def said_short(month: date) -> str:
    """Return a month in a narrow column: "Mar"."""
    return _said(month, "LLL", get_language() or "en")


def day_said(day: date) -> str:
    """Return a day with its year: "22 March 2026"."""
    return _said(day, "d MMMM y", get_language() or "en")


@lru_cache(maxsize=1024)
def _said(month: date, pattern: str, language: str) -> str:
    return format_date(month, pattern, language)
