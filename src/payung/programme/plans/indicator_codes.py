"""The codes of the indicators that a line can serve, as the sheets in use name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.indicators import Sheet, sheets

from .refusals import NoSuchIndicator


def known_indicators() -> Mapping[str, Sheet]:
    """Return the sheets by code."""
    return _read(settings.COUNTRIES / "codes" / "indicators")


def checked(codes: Iterable[str]) -> list[str]:
    """Return the codes, each once; raise NoSuchIndicator."""
    given = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    for code in given:
        if code not in known_indicators():
            raise NoSuchIndicator(
                _("No indicator is called %(code)s. Look at the list of indicators.")
                % {"code": code[:20]},
                field="indicators",
            )
    return given


def said(code: str) -> str:
    """Return the name of an indicator in the language that is spoken now."""
    sheet = known_indicators().get(code)
    if sheet is None:
        return code
    return sheet.name.get(get_language() or "en", sheet.name["en"])


@lru_cache(maxsize=4)
def _read(folder: Path) -> Mapping[str, Sheet]:
    return sheets(folder)
