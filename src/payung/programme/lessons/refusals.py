"""What cannot be kept, each with a sentence that says what to do."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class OnesOwnStory(CannotBe):
    """What happened to one person is a note, never a lesson."""


class NotAnyMore(CannotBe):
    """Something that is not open to change any more."""


class PartMissing(CannotBe):
    """A lesson without one of the parts that others need."""


class OwnWork(CannotBe):
    """The author would check her own lesson, or a country its own tool."""


class NotConfirmed(CannotBe):
    """A line of the list that the checker did not confirm."""


class NoSuchNumber(CannotBe):
    """An indicator or a period that nothing is called by."""


class SentElsewhere(CannotBe):
    """A form whose key belongs to something else."""


class Withdrawn(CannotBe):
    """Something that somebody has withdrawn."""


class NotReady(CannotBe):
    """A practice that its assessment says not to begin yet."""


class WordsMissing(CannotBe):
    """An answer that needs a few words and has none."""


class WrongDay(CannotBe):
    """A day that cannot be: ahead, or before what it follows."""
