"""A sound on its way to one telephone, 20 ms at a time."""

from __future__ import annotations

from collections.abc import Callable

from .companding import FRAME_BYTES, PCMU_SILENCE


class Playing:
    """PCMU that is played once, or for ever; `then` is called when it was once."""

    __slots__ = ("_at", "_pcmu", "_repeats", "then")

    def __init__(
        self,
        pcmu: bytes,
        *,
        repeats: bool = False,
        then: Callable[[], None] | None = None,
    ) -> None:
        # A whole number of frames: a loop must not click where it begins again.
        short = -len(pcmu) % FRAME_BYTES
        self._pcmu = pcmu + PCMU_SILENCE * short
        self._repeats = repeats and bool(pcmu)
        self._at = 0
        self.then = then

    def frame(self) -> bytes:
        """Return the next 160 bytes, or none where it is over."""
        if self._repeats and self._at >= len(self._pcmu):
            self._at = 0
        frame = self._pcmu[self._at : self._at + FRAME_BYTES]
        self._at += FRAME_BYTES
        return frame
