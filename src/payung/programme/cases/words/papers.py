"""A country's own words for the papers it has templates for."""

from __future__ import annotations

from django.utils.translation import get_language

from payung.engines.packs import NoSuchEntry
from payung.programme.places.packs import pack_of


def paper_label(country: str, code: str) -> str:
    """Return a paper as the country's pack calls it, in the reader's language."""
    try:
        label = pack_of(country).paper(code).label
    except NoSuchEntry:
        return code
    return label.get(get_language() or "en") or label.get("en") or code
