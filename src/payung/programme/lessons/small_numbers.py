"""Numbers in a text that are smaller than what a country publishes, for the checker to see."""

from __future__ import annotations

import re

from payung.engines.clocks.calendars import latin_digits


# Not within a day, a time, a share or a code such as 2026-Q3: those count nobody.
_ALONE = re.compile(r"(?<![\w.,:/%-])(\d{1,3})(?![\w:/%-]|[.,]\d)")


def small_numbers(text: str, *, smallest: int) -> tuple[str, ...]:
    """Return each number from 1 to below `smallest`, in the order of the text, once.

    Written digits of all our languages are read; numbers in words are the reader's to see.
    """
    found = (match[1] for match in _ALONE.finditer(latin_digits(text)))
    return tuple(dict.fromkeys(one for one in found if 0 < int(one) < smallest))
