"""What cannot be kept of a room, each with a sentence that says what to do."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class CodeTaken(CannotBe):
    """Another room has this code."""


class NotARuleOfDays(CannotBe):
    """A text that says no repeating days."""


class EndsTooSoon(CannotBe):
    """Something ends before it begins."""


class NotYet(CannotBe):
    """A day that is still to come, or lies before the room began."""


class WhyNeeded(CannotBe):
    """A day that was not whole needs its reason."""


class TooLongAgo(CannotBe):
    """A day whose numbers have long been told."""


class TooMany(CannotBe):
    """More people than come into a room in one day."""


class SaidClosed(CannotBe):
    """Counts of a day of which somebody said that it was closed."""


class NotClosed(CannotBe):
    """A room that is open."""
