"""What cannot be done here, each with a sentence that says what to do instead."""

from __future__ import annotations

from payung.programme.people.refusals import CannotBe


__all__ = ["CannotBe"]
