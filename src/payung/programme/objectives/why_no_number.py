"""Why some numbers of the sheets are never made here, each in a sentence of its own."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .queries.registry import is_recorded


def why_never(code: str) -> str:
    """Return why a country cannot make a number by itself; nothing where it can."""
    if is_recorded(code):
        return ""
    return _sentences().get(code) or _("No page records this yet.")


def _sentences() -> dict[str, str]:
    return {
        "VIO_EST": _(
            "It needs three lists of what happened that were made apart from one "
            "another, and who is on more than one of them. There are no such lists here."
        ),
        "VIO_PREV": _(
            "It needs a survey of people who were chosen by chance. What people report "
            "to us says nothing of those who do not."
        ),
    }
