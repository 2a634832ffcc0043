"""Whether a file may be kept is known to an app above this one, which tells it here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from payung.programme.people.refusals import CannotBe

from .models import Case


class NotAllowed(CannotBe):
    """She said no to files being kept, or took her yes back."""


WhyNot = Callable[[Case, datetime], str]
_told: list[WhyNot] = []


def keeping_is_decided_by(why_not: WhyNot) -> None:
    """Let this say why no file of a case may be kept: a sentence, or nothing."""
    _told[:] = [why_not]


def refuse_unwanted(case: Case, *, at: datetime) -> None:
    """Raise NotAllowed, with what to do, where she does not want files to be kept."""
    for why_not in _told:
        sentence = why_not(case, at)
        if sentence:
            raise NotAllowed(sentence, field="file")
