"""The nine questions of "Can we copy this?" in plain words, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from payung.engines.replication import Finding, Question, Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question: its short name, how it is asked, and what 0, 2 and 4 mean."""

    short: Any
    asks: Any
    nought: Any
    two: Any
    four: Any


ASKED = MappingProxyType(
    {
        Question.CREDIBLE: Asked(
            short=later("Is it believed?"),
            asks=later("Do people here believe that it works?"),
            nought=later("Nobody has shown it, or nobody believes those who did"),
            two=later("Some do: there are numbers from one place"),
            four=later("Yes: several places, with numbers that were looked at"),
        ),
        Question.OBSERVABLE: Asked(
            short=later("Can it be seen?"),
            asks=later("Can somebody go and see it at work?"),
            nought=later("It can only be told"),
            two=later("Pictures or a call with those who do it"),
            four=later("A visit, or it runs near here already"),
        ),
        Question.RELEVANT: Asked(
            short=later("Is it needed?"),
            asks=later("Is it an answer to something that people here asked for?"),
            nought=later("Nobody here has this trouble"),
            two=later("It is one trouble among others"),
            four=later("The circles have asked for it"),
        ),
        Question.ADVANTAGE: Asked(
            short=later("Is it better?"),
            asks=later("Is it better than what is done here now?"),
            nought=later("No, or nobody can say"),
            two=later("A little, or only for some"),
            four=later("Clearly, and those who work here see it so"),
        ),
        Question.EASY: Asked(
            short=later("Is it easy?"),
            asks=later("How easy is it to learn and to do?"),
            nought=later("It takes people or things we do not have"),
            two=later("It can be learned in some weeks, with help"),
            four=later("Any team can begin after a day of showing"),
        ),
        Question.COMPATIBLE: Asked(
            short=later("Does it fit?"),
            asks=later("Does it fit how people here live and work?"),
            nought=later("It goes against what people here hold to"),
            two=later("It fits after some changes"),
            four=later("It fits as it is"),
        ),
        Question.TESTABLE: Asked(
            short=later("Can it be tried?"),
            asks=later("Can it be tried in a small way, and stopped again?"),
            nought=later("All or nothing: there is no way back"),
            two=later("One place for some months"),
            four=later("One team for some weeks, and nothing is lost if it stops"),
        ),
        Question.LEGAL: Asked(
            short=later("Does the law allow it?"),
            asks=later("What does the law here say? Ask your lawyer."),
            nought=later("It is forbidden here, or no lawyer was asked"),
            two=later("Allowed after a change or with a permit"),
            four=later("Allowed: a lawyer of this country has said so"),
        ),
        Question.RESOURCES: Asked(
            short=later("Are there people and money?"),
            asks=later("Are there people, money and time for a year?"),
            nought=later("None"),
            two=later("For a small beginning, or promised for part of it"),
            four=later("All of it is there or promised in writing"),
        ),
    }
)
QUESTIONS = [(one.value, ASKED[one].short) for one in Question]
VERDICTS = [
    (Verdict.READY.value, later("Ready")),
    (Verdict.READY_WITH_ADAPTATION.value, later("Ready with changes")),
    (Verdict.NOT_YET.value, later("Not yet")),
]


def choices_of(question: Question) -> list[tuple[str, str]]:
    """Return the five answers of a question, the best first."""
    asked = ASKED[question]
    return [
        ("4", f"4 · {asked.four}"),
        ("3", _("3 · Between the two")),
        ("2", f"2 · {asked.two}"),
        ("1", _("1 · Between the two")),
        ("0", f"0 · {asked.nought}"),
    ]


def verdict_words(verdict: Verdict) -> str:
    """Return what a verdict is called."""
    return str(dict(VERDICTS)[verdict.value])


def sentence_of(finding: Finding) -> str:
    """Return in one sentence what stands in the way, and how to go on."""
    if finding.open_dangers:
        return _(
            "Not yet: a danger is open, and nothing outweighs that. Solve it first, or "
            "leave it."
        )
    which = {"which": str(ASKED[finding.bottlenecks[0]].asks), "n": finding.lowest}
    if finding.verdict is Verdict.NOT_YET:
        return (
            _("Not yet: the lowest answer decides. “%(which)s” has only %(n)s of 4.")
            % which
        )
    if finding.verdict is Verdict.READY_WITH_ADAPTATION:
        return (
            _(
                "Ready, if you change what is weakest: “%(which)s” has %(n)s of 4. "
                "Write into the plan what you do otherwise."
            )
            % which
        )
    return (
        _("Ready. Weakest is “%(which)s” with %(n)s of 4: keep an eye on it.") % which
    )
