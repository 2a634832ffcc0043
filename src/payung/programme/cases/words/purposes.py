"""A country's own words for what somebody may allow."""

from __future__ import annotations

from django.utils.translation import get_language

from payung.engines.packs import NoSuchEntry
from payung.programme.places.packs import pack_of


def purpose_label(country: str, code: str) -> str:
    """Return a purpose as the country's pack words it, in the reader's language."""
    try:
        label = pack_of(country).purpose(code).label
    except NoSuchEntry:
        return code
    return label.get(get_language() or "en") or label.get("en") or code
