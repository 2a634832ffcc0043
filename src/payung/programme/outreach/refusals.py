"""What cannot be kept of a place, a plan or a visit, and what to do instead."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class NotInOrder(CannotBe):
    """An estimate whose likely number lies outside its least and most."""


class Closed(CannotBe):
    """Nobody goes to a place that is closed."""


class OneAlone(CannotBe):
    """Always two go, and they are two different people."""


class NotOfTheTeam(CannotBe):
    """Somebody who is not in the team of this place."""


class OutTwice(CannotBe):
    """Somebody who is planned for another visit at the same time."""


class NeverChanges(CannotBe):
    """An approved version of a plan."""


class NotThisMonth(CannotBe):
    """A visit that lies outside the month of its plan."""


class NothingPlanned(CannotBe):
    """A plan without a single visit."""


class EndsTooSoon(CannotBe):
    """Something that ends before it begins."""


class Over(CannotBe):
    """Something that lies in the past already."""


class NotOfThePair(CannotBe):
    """Only the two who go say how it goes."""


class NotInside(CannotBe):
    """A visit that has not begun."""


class InsideAlready(CannotBe):
    """A visit that has begun already."""


class NotAPicture(CannotBe):
    """A sketch that is not a picture."""


class NotClosed(CannotBe):
    """A place that is not closed."""


class NotHerWarning(CannotBe):
    """A warning of somebody else."""
