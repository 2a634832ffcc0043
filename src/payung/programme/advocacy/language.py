"""The language a page is shown in."""

from __future__ import annotations

from django.utils.translation import get_language


def language_now() -> str:
    """Return the language of the page."""
    return get_language() or "en"
