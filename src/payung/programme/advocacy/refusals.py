"""What cannot be kept, each with a sentence that says what to do."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class PostKnown(CannotBe):
    """The unit has a post of this title already."""


class NotOfThisMeeting(CannotBe):
    """A post that does not belong to the office of the meeting."""


class NotYet(CannotBe):
    """A day that lies ahead, of something that has happened."""


class Withdrawn(CannotBe):
    """A promise that somebody has withdrawn."""


class PromisedThere(CannotBe):
    """A promise was captured at a meeting: then it was held."""


class NotAnyMore(CannotBe):
    """The day of the promise has come: only a coordinator withdraws it now."""


class NoDay(CannotBe):
    """A promise that was kept without the day, or a day without evidence."""


class HolderOrder(CannotBe):
    """A holder who would begin before the one before began."""


class NotForThem(CannotBe):
    """The country gives nothing on paper to this audience."""


class BriefNotTheirs(CannotBe):
    """A brief that was not made for them."""
