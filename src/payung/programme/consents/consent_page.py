"""What the page of permissions shows: ten questions, her last answers, all before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from payung.programme.cases.models import Case
from payung.programme.cases.words.purposes import purpose_label

from .ages import age_of
from .models import Age, Answer, Consent, How, Purpose
from .queries import holds
from .starting import InNote, answers_in_notes


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One purpose with her last answer. `number` counts from 1 in the order asked.

    `pill` is how the answer looks, `said` the answer in a word or nothing.
    """

    number: int
    purpose: Purpose
    label: str
    said: str
    pill: str
    at: datetime | None
    expires_at: datetime | None
    by: str
    note: str
    is_open: bool
    ended: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PastAnswer:
    """One answer of the history, in words."""

    row: Consent
    label: str
    said: str
    how: str


def questions_of(case: Case, *, at: datetime) -> tuple[Question, ...]:
    """Return the ten questions in the order in which they are asked."""
    last = _last_answers(case)
    notes = answers_in_notes(case)
    child = age_of(case) is Age.CHILD
    return tuple(
        _question(case, one, last.get(one), notes.get(one), child=child, at=at)
        for one in Purpose
    )


def question_of(case: Case, purpose: Purpose, *, at: datetime) -> Question:
    """Return one question."""
    [found] = [one for one in questions_of(case, at=at) if one.purpose is purpose]
    return found


def next_unasked(case: Case, *, after: Purpose, at: datetime) -> Question | None:
    """Return the next question that nobody has asked her yet, or None."""
    waiting = [one for one in questions_of(case, at=at) if not one.said]
    later = [one for one in waiting if one.number > number_of(after)]
    return next(iter(later or waiting), None)


def history_of(case: Case) -> tuple[PastAnswer, ...]:
    """Return every answer, newest first."""
    rows = Consent.objects.filter(case=case).order_by("-number")
    return tuple(
        PastAnswer(
            row=row,
            label=purpose_label(case.country, row.purpose),
            said=str(Answer(row.answer).label),
            how=str(How(row.how).label) if row.how else "",
        )
        for row in rows
    )


def number_of(purpose: Purpose) -> int:
    """Return the number of a question; addresses name it, because a code would tell."""
    return list(Purpose).index(purpose) + 1


def purpose_numbered(number: int) -> Purpose | None:
    """Return the purpose with this number, or None."""
    purposes = list(Purpose)
    return purposes[number - 1] if 1 <= number <= len(purposes) else None


def _question(
    case: Case,
    purpose: Purpose,
    row: Consent | None,
    note: InNote | None,
    *,
    child: bool,
    at: datetime,
) -> Question:
    told = note if row is None else None
    answer = Answer(row.answer) if row else (told.answer if told else None)
    allowed = holds(row, at=at) if row else answer is Answer.YES
    ended = answer is Answer.YES and not allowed
    return Question(
        number=number_of(purpose),
        purpose=purpose,
        label=purpose_label(case.country, purpose.value),
        said=str(answer.label) if answer else "",
        pill="" if allowed else ("new" if answer is Answer.LATER else "closed"),
        at=row.at if row else (told.at if told else None),
        expires_at=row.expires_at if row else None,
        by=row.by if row else "",
        note=told.report if told else "",
        is_open=allowed and not child,
        ended=ended,
    )


def _last_answers(case: Case) -> dict[Purpose, Consent]:
    rows = Consent.objects.filter(case=case).order_by("number")
    return {Purpose(row.purpose): row for row in rows}
