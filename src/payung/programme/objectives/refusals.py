"""What cannot be done with objectives, each with a sentence that says what to do."""

from __future__ import annotations


class CannotBe(ValueError):
    """Something that cannot be written down so; the sentence says what to do."""

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        """Keep the sentence, and the question of the form it belongs to."""
        super().__init__(sentence)
        self.field = field
