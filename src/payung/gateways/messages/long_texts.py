"""Long texts that came in parts: out of order, twice, or with one that never comes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .mended import mended


GAP = "…"


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One part, and where it lies at its source. A short text is the only part."""

    sender: str = field(repr=False)
    text: str = field(repr=False)
    sent_at: datetime
    place: int
    reference: int = 0
    number: int = 1
    of: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Whole:
    """A text to be given, and the places it may be deleted from afterwards."""

    sender: str = field(repr=False)
    text: str = field(repr=False)
    sent_at: datetime
    places: tuple[int, ...]


class LongTexts:
    """Join parts; what is not whole after a while is given with gaps, never kept back.

    Nothing of a text is held here: the parts are shown again at every look. Only since
    when each has been waiting is remembered.
    """

    def __init__(self, *, patience: timedelta) -> None:
        """Wait for the rest of a text no longer than this."""
        self._patience = patience
        self._seen: dict[Part, datetime] = {}

    def ready(self, parts: Iterable[Part], *, at: datetime) -> list[Whole]:
        """Return the texts that can be given now, the oldest first."""
        lying = sorted(parts, key=lambda part: (part.sent_at, part.place))
        self._seen = {part: self._seen.get(part, at) for part in lying}
        texts = [_whole(text) for text in _texts(lying) if self._is_ready(text, at)]
        return sorted(texts, key=lambda text: (text.sent_at, text.places))

    def _is_ready(self, text: list[Part], at: datetime) -> bool:
        waiting = at - min(self._seen[part] for part in text)
        whole = len({part.number for part in text}) == text[0].of
        return whole or waiting >= self._patience


def _texts(parts: list[Part]) -> list[list[Part]]:
    texts: list[list[Part]] = []
    for part in parts:
        home = next((text for text in texts if _belongs(part, text)), None)
        if home is None:
            texts.append([part])
        else:
            home.append(part)
    return texts


def _belongs(part: Part, text: list[Part]) -> bool:
    first = text[0]
    if part.of == 1 or _family(part) != _family(first):
        return False
    # References come round again after 256 texts: another text under the same number
    # begins a text of its own; the same part twice is one that the network repeated.
    same = [other for other in text if other.number == part.number]
    return not same or same[0].text == part.text


def _family(part: Part) -> tuple[str, int, int]:
    return part.sender, part.reference, part.of


def _whole(parts: list[Part]) -> Whole:
    texts = {part.number: part.text for part in parts}
    pieces = [texts.get(number, GAP) for number in range(1, parts[0].of + 1)]
    kept = [
        piece
        for before, piece in zip(["", *pieces], pieces, strict=False)
        if not piece == before == GAP
    ]
    return Whole(
        sender=parts[0].sender,
        text=mended("".join(kept)),
        sent_at=min(part.sent_at for part in parts),
        places=tuple(sorted(part.place for part in parts)),
    )
