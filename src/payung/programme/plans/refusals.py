"""What a plan cannot hold, each with a sentence that says what to do."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class IsApproved(CannotBe):
    """An approved plan never changes; a new version is begun."""


class NotApproved(CannotBe):
    """Only an approved plan is put into the calendar."""


class HasDraft(CannotBe):
    """There is a draft already; two would drift apart."""


class NothingInIt(CannotBe):
    """A plan without lines."""


class NoSuchIndicator(CannotBe):
    """A code that stands on no indicator sheet."""


class NotInThePlan(CannotBe):
    """A month outside the months of the plan, or none at all."""


class SameLine(CannotBe):
    """The plan holds this line already."""
