"""Say a month in the language of the page: {% load plan_months %}."""

from __future__ import annotations

from datetime import date

from django import template

from payung.programme.places.month_words import said_short


register = template.Library()
register.filter("month_short", said_short)


@register.filter
def iso(month: date) -> str:
    """Return a month as addresses name it: "2026-03"."""
    return f"{month:%Y-%m}"
