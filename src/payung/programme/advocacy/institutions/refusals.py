"""What the register of institutions cannot keep, each with what to do."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


class InRegister(CannotBe):
    """An institution of this name, kind and area is in the register already."""


class UnderItself(CannotBe):
    """An institution that would stand below itself."""


class StillBelow(CannotBe):
    """An institution is to close while others stand below it."""


class NoSheet(CannotBe):
    """A file that is no table of institutions."""
