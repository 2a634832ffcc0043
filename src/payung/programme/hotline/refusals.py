"""What cannot be done with a contact, each with a sentence that says what to do."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class NotHersNow(CannotBe):
    """Somebody else has it, or it is in a state in which this does not apply."""


class NoNumber(CannotBe):
    """There is no number to call, or it does not open."""


class NotAtThisHour(CannotBe):
    """The community decided that nobody is called back at this hour."""


class NoPhoneOfHers(CannotBe):
    """Nobody has said on which phone she can be put through."""


class OpenedAlready(CannotBe):
    """A case was opened from this contact before."""


class StillOut(CannotBe):
    """A pair has not come back yet."""


class NotYet(CannotBe):
    """A moment that has not come."""
