"""What cannot be done about who sees a case, each with its sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from payung.programme.people.refusals import CannotBe


class OnlyOne(CannotBe):
    """Nobody else could open the case."""


class NotLentOn(CannotBe):
    """A guest says nothing about who else sees a case."""


class NotToHer(CannotBe):
    """A case cannot be lent to this person."""


class NotSoLong(CannotBe):
    """A loan ends later than now, and soon enough."""


class NotAside(CannotBe):
    """She does not stand aside, or no longer."""


class OverAlready(CannotBe):
    """A loan that has ended."""


def only_you() -> OnlyOne:
    """Return the refusal for the last one who could step aside."""
    return OnlyOne(
        _(
            "Only you can open this one. Let somebody else into the team first; then "
            "step aside."
        )
    )


def lent_to_you() -> NotLentOn:
    """Return the refusal of what a guest may not do."""
    return NotLentOn(
        _("This was lent to you. Ask somebody of its team to do that."),
    )
