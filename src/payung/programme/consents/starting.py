"""What she answered in the note is where her permissions in the case start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from payung.engines.forms import leaves
from payung.programme.cases.models import Case, CaseReport
from payung.programme.people.actors import Actor
from payung.programme.reports.models import Report
from payung.programme.reports.published import published

from .answers import Said, append
from .models import Answer, Consent, How, Purpose


# What the reporting form may answer; anything else is as if she had not been asked.
READABLE = {one.value: one for one in (Answer.YES, Answer.NO, Answer.LATER)}


@dataclass(frozen=True, kw_only=True, slots=True)
class InNote:
    """One answer as the note of a case has it."""

    purpose: Purpose
    answer: Answer
    report: str
    at: datetime


def answers_in_notes(case: Case) -> Mapping[Purpose, InNote]:
    """Return what she answered in the notes of a case; a later note counts more.

    A second case about one note is about somebody else, so what was answered in the
    note is taken to be the first one's.
    """
    found: dict[Purpose, InNote] = {}
    for report in reports_about_her(case):
        found |= answers_in(report)
    return found


def reports_about_her(case: Case) -> tuple[Report, ...]:
    """Return the notes of a case that are about its person, oldest first."""
    links = case.linked.select_related("report__form").order_by("report__received_at")
    return tuple(link.report for link in links if _is_first_about(link))


def in_note(case: Case, purpose: Purpose) -> InNote | None:
    """Return her answer in the notes where nothing was written down in the case yet."""
    if Consent.objects.filter(case=case, purpose=purpose).exists():
        return None
    return answers_in_notes(case).get(purpose)


def answers_in(report: Report) -> dict[Purpose, InNote]:
    """Return what one note has as answers to the ten questions."""
    coding = published(report.form_id, report.form.digest).form.coding
    if coding is None:
        return {}
    told = {path.rpartition("/")[2]: text for path, text in leaves(report.coded)}
    found = {}
    for purpose in Purpose:
        question = coding.becoming(f"consent.{purpose.value.removeprefix('c_')}")
        answer = READABLE.get(told.get((question or "").rpartition("/")[2], ""))
        if answer is not None:
            found[purpose] = InNote(
                purpose=purpose,
                answer=answer,
                report=report.reference,
                at=report.received_at,
            )
    return found


def take_over(*, actor: Actor, case: Case, purpose: Purpose, at: datetime) -> None:
    """Write her answer in the note into a case that the caller has locked.

    Nothing where there is none, or where she was asked again since.
    """
    told = in_note(case, purpose)
    if told is not None:
        said = Said(purpose=purpose, answer=told.answer, how=How.NOTE)
        # Files hang on what she says now, not on the note that she said it differently in.
        append(actor=actor, case=case, said=said, at=at, files_follow=False)


def _is_first_about(link: CaseReport) -> bool:
    earlier = CaseReport.objects.filter(report_id=link.report_id, pk__lt=link.pk)
    return not earlier.exists()
