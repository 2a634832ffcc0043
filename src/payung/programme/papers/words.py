"""The words around making a paper."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _


def button_words() -> str:
    """Return what stands on the button that makes the paper."""
    return _("Make the paper")


def language_names(codes: tuple[str, ...]) -> dict[str, str]:
    """Return languages by code, each in its own name."""
    names = dict(settings.LANGUAGES)
    return {code: str(names.get(code, code)) for code in codes}
