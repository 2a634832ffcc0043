"""The country packs in use: read once, checked, immutable."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from payung.engines.packs import Pack, clocks_digest, load


class NoSuchCountry(LookupError):
    """No pack has this code here."""


def pack_of(country: str) -> Pack:
    """Return the pack of a country; raise NoSuchCountry or PackHasMistakes."""
    if country not in settings.COUNTRY_CODES:
        raise NoSuchCountry(country)
    return _loaded(settings.COUNTRIES / country)


@lru_cache(maxsize=16)
def clocks_of(country: str) -> str:
    """Return the short name of what the clocks of a country say, as they are in use."""
    return clocks_digest(pack_of(country))


@lru_cache(maxsize=16)
def _loaded(folder: Path) -> Pack:
    # A pack holds nothing secret, and reading one takes a while.
    return load(folder)
