"""What a template may not be, each with a sentence and what to do about it."""

from __future__ import annotations


class UnfitTemplate(ValueError):
    """A template that cannot be used as it is.

    `file` is its path in the pack, `place` the field or part that is meant, `sentence`
    says what is wrong and `remedy` what to do. Nothing of a person is in a template.
    """

    def __init__(self, file: str, place: str, sentence: str, remedy: str) -> None:
        super().__init__(f"{file}: {place}: {sentence} {remedy}")
        self.file = file
        self.place = place
        self.sentence = sentence
        self.remedy = remedy


class UnknownField(UnfitTemplate):
    """The template asks for a field that no case has."""


class BrokenTag(UnfitTemplate):
    """A {{ … }} or {% … %} that does not close or cannot be read."""


class SaysMoreThanFields(UnfitTemplate):
    """A tag that would do more than put a field, ask for one, or go through a list."""


class CarriesMore(UnfitTemplate):
    """The file carries a program, a link outside, a picture, a comment or the like."""


class NotADocument(UnfitTemplate):
    """The file is not a Word document, or far too large for one."""


class LacksDraftLine(UnfitTemplate):
    """The line that says that no lawyer has checked it is not in the template."""


class NoFontForScript(UnfitTemplate):
    """No typeface is named for letters that are not Latin."""
