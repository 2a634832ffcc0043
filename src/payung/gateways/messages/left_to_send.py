"""Which parts of a text have not left yet, so that trying again sends none twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar


P = TypeVar("P")
REMEMBERED = 500  # texts


@dataclass(kw_only=True, slots=True, repr=False)
class Leaving(Generic[P]):
    """Parts still to be sent, and the id under which the last one left."""

    parts: list[P]
    id: str = ""

    def send(self, submit: Callable[[P], str]) -> str:
        """Let each part leave; return the id of the last. What raises goes through."""
        while self.parts:
            self.id = submit(self.parts[0])
            self.parts.pop(0)
        return self.id


class LeftToSend(Generic[P]):
    """Texts by their key, in memory only; nothing is left of one that was sent."""

    def __init__(self) -> None:
        """Begin with no text."""
        self._texts: OrderedDict[str, Leaving[P]] = OrderedDict()

    def of(self, key: str, made: Callable[[], list[P]]) -> Leaving[P]:
        """Return what is left of a text, made if the key is new."""
        if key not in self._texts:
            self._texts[key] = Leaving(parts=made())
        if len(self._texts) > REMEMBERED:
            self._texts.popitem(last=False)
        return self._texts[key]
