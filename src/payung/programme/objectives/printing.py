"""Indicators as lines of text, for the command."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from payung.engines.indicators import NotComputable, in_words

from .queries.registry import is_recorded
from .queries.scope import written
from .reference_sheets import sheet_of
from .taking import Computed


def lines(country: str, computed: Iterable[Computed]) -> Iterator[str]:
    """Yield a line for each number: its code, what it is, and how complete it is."""
    for one in computed:
        for part, value in one.answer.items():
            name = f"{one.code}[{written(part)}]" if part else one.code
            told = in_words(value, sheet_of(one.code).unit)
            if isinstance(value, NotComputable) and not is_recorded(one.code):
                told = "no number: not recorded here"
            yield f"{country}  {name:<40} {told}{_complete(one) if not part else ''}"


def _complete(one: Computed) -> str:
    if one.complete.is_whole or not one.complete.expected:
        return ""
    complete = one.complete
    missing = ", ".join(str(month) for month in complete.missing)
    said = f"  [{complete.reported} of {complete.expected} site-months"
    return said + (f"; nothing from {missing}]" if missing else "]")
