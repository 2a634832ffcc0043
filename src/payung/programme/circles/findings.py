"""Write down what a group found, and the one answer it gives to each finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of

from . import kinds
from .codes import Answer, Because, EvidenceKind, PassedTo, Severity, Since
from .models import Decision, Finding, FindingTheme, FocusGroup
from .sealing import seal
from .sittings import open_minutes
from .themes import check_themes


class OnesOwnStory(CannotBe):
    """What happened to one person is a note, never a finding."""


class FindingGone(CannotBe):
    """A finding that was withdrawn."""


class NoSuchPlace(CannotBe):
    """A place that is not in the list of the country."""


class AnswerMissing(CannotBe):
    """The answer lacks what belongs to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewFinding:
    """A finding as it is said; `about_one` is what the form asks every time."""

    text: str = field(repr=False)
    about_one: bool
    themes: tuple[str, ...]
    severity: Severity
    since: Since
    evidence: EvidenceKind
    is_new: bool
    place: str = ""
    key: UUID | None = None


@transaction.atomic
def add_finding(
    *, actor: Actor, group: FocusGroup, new: NewFinding, at: datetime
) -> Finding:
    """Keep a finding; raise OnesOwnStory where it is about one person."""
    if new.about_one:
        raise OnesOwnStory(
            _(
                "What happened to one person does not belong here, where many read "
                "it. Write a note instead: it is locked for her alone."
            ),
            field="about_one",
        )
    fresh = open_minutes(group)
    before = fresh.findings.filter(pk=new.key).first() if new.key else None
    if before is not None:
        return before
    _check_place(fresh.country, new.place)
    check_themes(fresh.country, new.themes)
    pk = new.key or uuid4()
    finding = Finding.objects.create(
        id=pk,
        group=fresh,
        number=next_number(fresh.findings.aggregate(last=Max("number"))["last"]),
        text=seal(actor, fresh.pk, "finding", pk, new.text),
        severity=new.severity,
        place=new.place,
        since=new.since,
        evidence=new.evidence,
        is_new=new.is_new,
        at=at,
        by=actor.handle,
    )
    FindingTheme.objects.bulk_create(
        FindingTheme(finding=finding, theme=code) for code in sorted(set(new.themes))
    )
    record(kinds.FOUND, actor=actor, subject=str(fresh.pk), at=at)
    return finding


@transaction.atomic
def answer_finding(
    *,
    actor: Actor,
    finding: Finding,
    answer: Answer,
    at: datetime,
    decision: Decision | None = None,
    passed_to: PassedTo | None = None,
    because: Because | None = None,
) -> Finding:
    """Give the one answer; another one takes its place until the minutes are finished.

    Raise AnswerMissing where what belongs to the answer was not given.
    """
    open_minutes(finding.group)
    given = {
        Answer.DECISION: decision,
        Answer.REFERRED: passed_to,
        Answer.NO_ACTION: because,
    }
    if answer in given and given[answer] is None:
        raise _missing(answer)
    if answer is Answer.DECISION and decision and decision.group_id != finding.group_id:
        raise _missing(answer)
    fresh = Finding.objects.select_for_update().get(pk=finding.pk)
    if fresh.withdrawn_at is not None:
        raise FindingGone(_("This finding was withdrawn. It needs no answer."))
    fresh.answer = answer
    fresh.decision = decision if answer is Answer.DECISION else None
    fresh.passed_to = passed_to or "" if answer is Answer.REFERRED else ""
    fresh.because = because or "" if answer is Answer.NO_ACTION else ""
    fresh.answered_at = at
    fresh.save()
    subject = str(fresh.group_id)
    record(kinds.ANSWERED, actor=actor, subject=subject, at=at, answer=answer.value)
    return fresh


def next_number(last: int | None) -> int:
    """Return the number after the last one, from 1."""
    return (last or 0) + 1


def _check_place(country: str, place: str) -> None:
    known = {area.code for area in pack_of(country).areas}
    if place and place not in known:
        raise NoSuchPlace(
            _("This place is not on the list. Choose it from the list."), field="place"
        )


def _missing(answer: Answer) -> AnswerMissing:
    if answer is Answer.DECISION:
        sentence, field_name = _("Choose one of today's decisions."), "decision"
    elif answer is Answer.REFERRED:
        sentence, field_name = _("Say to whom it is passed on."), "passed_to"
    else:
        sentence, field_name = _("Say why nothing is done."), "because"
    return AnswerMissing(sentence, field=field_name)
