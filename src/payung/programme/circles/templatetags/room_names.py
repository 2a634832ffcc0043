"""Show a room by the name that its team knows; addresses keep the code."""

from __future__ import annotations

from collections.abc import Mapping

from django import template


register = template.Library()


@register.filter
def room_name(code: str, names: Mapping[str, str]) -> str:
    """Return the room's name, or the code where it is no room of hers."""
    return names.get(code, code)
