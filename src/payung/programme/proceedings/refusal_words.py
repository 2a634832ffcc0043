"""The engine's problems as sentences that say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from payung.engines.proceedings import Problem, Wrong
from payung.programme.cases.words.tracks import step_words
from payung.programme.people.refusals import CannotBe


class CannotFollow(CannotBe):
    """What was to be written down does not fit what is written down."""

    def __init__(self, problems: Sequence[Problem], *, zone: ZoneInfo) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        field = "moment" if first.wrong in ABOUT_THE_MOMENT else ""
        super().__init__(sentence(first, zone), field=field)


ABOUT_THE_MOMENT = frozenset(
    {
        Wrong.STILL_TO_COME,
        Wrong.TOO_EARLY,
        Wrong.BEFORE_ASKED,
        Wrong.HEARING_IN_THE_PAST,
    }
)


def check(problems: Sequence[Problem], *, zone: ZoneInfo) -> None:
    """Raise CannotFollow where there is a problem."""
    if problems:
        raise CannotFollow(problems, zone=zone)


def sentence(problem: Problem, zone: ZoneInfo) -> str:
    """Return what to do about a problem; moments by the clock of the zone."""
    gaps = {
        "step": step_words(problem.step),
        "others": _or([step_words(code) for code in problem.others]),
        "moment": _local(problem.moment, zone),
    }
    return _words(problem) % gaps


def _words(problem: Problem) -> str:
    if problem.wrong is Wrong.TOO_EARLY and problem.moment is None:
        return _(
            "“%(others)s” is written down for later than “%(step)s”. Correct one of "
            "the two times."
        )
    return {
        Wrong.OTHER_TRACK: _(
            "“%(step)s” does not belong here. Look at the page again."
        ),
        Wrong.STILL_TO_COME: _(
            "This moment is still to come. Write down what has happened."
        ),
        Wrong.NOT_THERE_YET: _(
            "“%(step)s” comes after “%(others)s”. Write that down first."
        ),
        Wrong.TOO_EARLY: _(
            "“%(step)s” would be before “%(others)s”, on %(moment)s. Correct one of "
            "the two times."
        ),
        Wrong.BEFORE_ASKED: _(
            "The answer would be before the question, on %(moment)s. Correct one of "
            "the two times."
        ),
        Wrong.NOBODY_ASKED: _(
            "Nobody is asked for “%(step)s”. Write down when it happened."
        ),
        Wrong.TWICE: _(
            "“%(step)s” is written down already. Look at the page again; if it is not "
            "right there, take it back first."
        ),
        Wrong.ENDED: _(
            "This ended on %(moment)s. Take the end back first, or begin another."
        ),
        Wrong.STANDS_ON_IT: _(
            "“%(others)s” rests on “%(step)s”. Take that back first."
        ),
        Wrong.HEARING_IN_THE_PAST: _(
            "This date is past, on %(moment)s. If the court met then, write down that "
            "it was held; if not, write a date that is still to come."
        ),
        Wrong.IS_A_HEARING: _(
            "“%(step)s” is a date at court. Write it down among the dates."
        ),
    }[problem.wrong]


def _or(words: list[str]) -> str:
    # Quotation marks stand around the whole: between two names they close and open.
    return _("” or “").join(words)


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%d.%m.%Y, %H:%M}" if moment else ""
