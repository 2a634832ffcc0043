"""What people do with a case as a whole: open it, write in it, move it on, close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.stored_keys import row_of
from payung.programme.places.packs import pack_of
from payung.programme.reports.models import Report
from payung.programme.reports.models import Stage as ReportStage
from payung.programme.reports.references import next_reference

from . import kinds
from .access import could_look_after
from .arrests import Taken, start_clocks
from .models import Case, CaseMember, CaseReport, Happened, TimelineEntry
from .stages import Outcome, Stage, may_follow
from .timeline import add_line


TITLE, NOTE = "case.title", "case.note"


class OpenedAlready(CannotBe):
    """A case about this report exists that the person did not know of."""


class NotFromHere(CannotBe):
    """This stage does not follow the present one."""


class OpenTasks(CannotBe):
    """Something is still to be done."""


class NotInTheTeam(CannotBe):
    """Who cannot open the case cannot look after it."""


class NothingWritten(CannotBe):
    """A note without words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCase:
    """A case as it is opened. `knowing` are the cases of this report she has seen."""

    team: Team
    title: str
    note: str = ""
    area: str = ""
    report: Report | None = None
    knowing: frozenset[str] = frozenset()
    taken: Taken | None = None


@transaction.atomic
def open_case(*, actor: Actor, new: NewCase, at: datetime) -> Case:
    """Open a case under a key of its own, with its clocks where somebody was taken.

    Raise OpenedAlready where the report has a case that is not in `new.knowing`.
    """
    if new.report is not None:
        _refuse_second(new)
    record_id = uuid4()
    secret = sealed.new_record_secret(record_id)
    keys = actor.unlocked.team(new.team.pk, new.team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    local = at.astimezone(pack_of(actor.country).zone())
    case = Case(
        record=record_id,
        reference=next_reference(country=actor.country, year=local.year, letter="C"),
        country=actor.country,
        team=new.team,
        opened_at=at,
        opened_by=actor.handle,
        title=sealed.seal_field(secret, TITLE, new.title),
        note=sealed.seal_field(secret, NOTE, new.note) if new.note else None,
        what=new.report.what if new.report else "",
        area=new.area or (new.report.area if new.report else ""),
    )
    case.save(force_insert=True)
    CaseMember.objects.create(case=case, person_id=actor.person_id, since=at)
    add_line(actor=actor, case=case, kind=Happened.OPENED, at=at)
    if new.report is not None:
        _link(actor, case, new.report, at)
    if new.taken is not None:
        start_clocks(actor=actor, case=case, taken=new.taken, at=at)
    record(kinds.OPENED, actor=actor, subject=case.reference, at=at)
    return case


@transaction.atomic
def link_report(
    *, actor: Actor, case: Case, report: Report, at: datetime
) -> CaseReport:
    """Say that a case is about a report too; raise CannotBe where it is already."""
    if case.linked.filter(report=report).exists():
        raise OpenedAlready(_("This note is part of it already."), field="report")
    linked = _link(actor, case, report, at)
    subject = case.reference
    record(kinds.LINKED, actor=actor, subject=subject, at=at, note=report.reference)
    return linked


@transaction.atomic
def write_note(
    *,
    actor: Actor,
    case: Case,
    text: str,
    at: datetime,
    happened_at: datetime | None = None,
) -> TimelineEntry:
    """Write something down in the timeline, sealed."""
    if not text.strip():
        raise NothingWritten(_("Write something first."), field="text")
    entry = add_line(
        actor=actor,
        case=case,
        kind=Happened.WRITTEN,
        happened_at=happened_at,
        text=text,
        at=at,
    )
    record(kinds.WRITTEN, actor=actor, subject=case.reference, at=at)
    return entry


@transaction.atomic
def change_stage(*, actor: Actor, case: Case, stage: Stage, at: datetime) -> Case:
    """Move a case on; raise NotFromHere. Closing asks why and is `close_case`."""
    fresh = _locked(case)
    if stage is Stage.CLOSED or not may_follow(Stage(fresh.stage), stage):
        raise NotFromHere(_not_from_here(fresh, stage), field="stage")
    fresh.stage = stage
    if stage is Stage.REOPENED:
        fresh.closed_at, fresh.outcome = None, ""
    fresh.save(update_fields=["stage", "closed_at", "outcome"])
    add_line(actor=actor, case=fresh, kind=Happened.STAGE, about=stage.value, at=at)
    subject = fresh.reference
    record(kinds.STAGE, actor=actor, subject=subject, at=at, stage=stage.value)
    return fresh


@transaction.atomic
def close_case(
    *, actor: Actor, case: Case, outcome: Outcome, at: datetime, text: str = ""
) -> Case:
    """Close a case with its reason; raise OpenTasks or NotFromHere."""
    fresh = _locked(case)
    if not may_follow(Stage(fresh.stage), Stage.CLOSED):
        raise NotFromHere(_not_from_here(fresh, Stage.CLOSED))
    waiting = fresh.tasks.filter(done_at=None).count()
    if waiting:
        raise OpenTasks(
            ngettext(
                "One thing is still to be done here. Do it, or mark it as done, then "
                "close.",
                "%(count)s things are still to be done here. Do them, or mark them as "
                "done, then close.",
                waiting,
            )
            % {"count": waiting}
        )
    fresh.stage, fresh.outcome, fresh.closed_at = Stage.CLOSED, outcome, at
    fresh.save(update_fields=["stage", "outcome", "closed_at"])
    about = outcome.value
    add_line(
        actor=actor, case=fresh, kind=Happened.CLOSED, about=about, text=text, at=at
    )
    record(kinds.CLOSED, actor=actor, subject=fresh.reference, at=at, reason=about)
    return fresh


@transaction.atomic
def add_member(*, actor: Actor, case: Case, person: Person, at: datetime) -> CaseMember:
    """Let somebody of the team look after a case; raise NotInTheTeam."""
    if not could_look_after(case).filter(pk=person.pk).exists():
        raise NotInTheTeam(
            _("She is not in the team of this case. Let her into the team first."),
            field="person",
        )
    member, new = CaseMember.objects.get_or_create(
        case=case, person=person, until=None, defaults={"since": at}
    )
    if new:
        who = person.handle
        add_line(actor=actor, case=case, kind=Happened.JOINED, about=who, at=at)
        record(kinds.JOINED, actor=actor, subject=case.reference, at=at, who=who)
    return member


@transaction.atomic
def end_member(*, actor: Actor, member: CaseMember, at: datetime) -> CaseMember:
    """Say that somebody no longer looks after a case; her tasks go to the team."""
    member.until = at
    member.save(update_fields=["until"])
    case, who = member.case, member.person.handle
    case.tasks.filter(assigned_to=member.person, done_at=None).update(assigned_to=None)
    add_line(actor=actor, case=case, kind=Happened.LEFT, about=who, at=at)
    record(kinds.LEFT, actor=actor, subject=case.reference, at=at, who=who)
    return member


def cases_about(report: Report) -> frozenset[str]:
    """Return the references of the cases that are about a report."""
    linked = CaseReport.objects.filter(report=report)
    return frozenset(linked.values_list("case__reference", flat=True))


def _refuse_second(new: NewCase) -> None:
    assert new.report is not None  # noqa: S101 (for mypy)
    # Locked, so that two who open a case at once do not both find none.
    report = Report.objects.select_for_update().get(pk=new.report.pk)
    unknown = cases_about(report) - new.knowing
    if unknown:
        raise OpenedAlready(
            _(
                "This note has a case already: %(cases)s. Go on there. If another "
                "person is meant, press the button once more."
            )
            % {"cases": ", ".join(sorted(unknown))}
        )


def _link(actor: Actor, case: Case, report: Report, at: datetime) -> CaseReport:
    linked = CaseReport.objects.create(case=case, report=report, at=at)
    is_new = Report.objects.filter(pk=report.pk, stage=ReportStage.NEW)
    is_new.update(stage=ReportStage.IN_HAND)
    about = report.reference
    add_line(actor=actor, case=case, kind=Happened.LINKED, about=about, at=at)
    return linked


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)


def _not_from_here(case: Case, stage: Stage) -> str:
    return _("“%(then)s” cannot follow “%(now)s”. Look at the page again.") % {
        "now": Stage(case.stage).label,
        "then": stage.label,
    }
