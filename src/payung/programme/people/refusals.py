"""What cannot be done, each with a sentence that says what to do instead."""

from __future__ import annotations


class CannotBe(ValueError):
    """Something that cannot be kept as it was given.

    `sentence` is for the person, in her language; `field` is where the form shows it
    ("" = above the form). What she typed stays in the form.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(type(self).__name__)
        self.sentence = sentence
        self.field = field
