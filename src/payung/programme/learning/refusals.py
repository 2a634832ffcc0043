"""What cannot be in learning, each with a sentence that says what to do."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class CodeTaken(CannotBe):
    """A code that somebody of this group has already."""


class CodeTooShort(CannotBe):
    """A code by which many could be meant."""


class TestNotWhole(CannotBe):
    """Answers that do not fit the questions of this group."""

    __test__ = False


class TooEarly(CannotBe):
    """Something that can only be done later."""


class NoQuestions(CannotBe):
    """A test without questions."""


class AlreadyIn(CannotBe):
    """Somebody who is in the group already."""


class HasCertificate(CannotBe):
    """Somebody who holds a certificate of this course."""


class NotFromPaper(CannotBe):
    """A test that she answered herself, on a phone."""


class NotCompleted(CannotBe):
    """A certificate for somebody who has not come often enough."""


class AlreadyCertified(CannotBe):
    """A certificate that is there."""


class NotOurMaterial(CannotBe):
    """A file that is no picture and no sound, or too large."""


class NotWritten(CannotBe):
    """A course without a part or without something to be seen."""
