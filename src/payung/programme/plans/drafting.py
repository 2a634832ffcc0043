"""Begin a programme and write a plan: drafts only, approved plans never change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from payung.programme.activities.models import Kind
from payung.programme.findings.periods import month_of
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team

from . import access, kinds
from .indicator_codes import checked
from .models import (
    Doer,
    Objective,
    ObjectiveCode,
    Output,
    PlanLine,
    PlanVersion,
    Programme,
)
from .months import months_from
from .refusals import HasDraft, IsApproved, NothingInIt, NotInThePlan, SameLine


@dataclass(frozen=True, kw_only=True, slots=True)
class NewLine:
    """A line as it is written: `months` are days in the months it is done in."""

    objective: ObjectiveCode
    output: str
    what: str
    team: Team
    doer: Doer
    months: tuple[date, ...]
    kind: Kind
    per_month: int = 1
    owner: Person | None = None
    site: str = ""
    budget: str = ""
    indicators: tuple[str, ...] = ()
    assumption: str = ""


@transaction.atomic
def start_programme(
    *, actor: Actor, name: str, starts_on: date, at: datetime
) -> Programme:
    """Write down the programme of her country with its five objectives, once."""
    access.check_planner(actor)
    programme, is_new = Programme.objects.get_or_create(
        country=actor.country,
        defaults={
            "name": name,
            "starts_on": starts_on,
            "made_at": at,
            "made_by": actor.handle,
        },
    )
    if is_new:
        Objective.objects.bulk_create(
            Objective(programme=programme, code=code) for code in ObjectiveCode.values
        )
        record(kinds.PROGRAMME, actor=actor, subject=actor.country, at=at)
    return programme


@transaction.atomic
def begin_plan(
    *,
    actor: Actor,
    programme: Programme,
    first_month: date,
    months: int,
    at: datetime,
) -> PlanVersion:
    """Begin a draft: a copy of the plan in force, or an empty one. Raise HasDraft.

    Of the copied lines the months that lie outside the new plan are left out.
    """
    access.check_planner(actor)
    if programme.country != actor.country:
        raise access.NoSuchPlan(str(programme.pk))
    Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.versions.filter(approved_at=None).exists():
        raise HasDraft(_("There is a draft already. Go on with it."))
    last = programme.versions.aggregate(last=Max("number"))["last"] or 0
    before = access.plan_now(actor)
    version = PlanVersion.objects.create(
        programme=programme,
        number=last + 1,
        first_month=month_of(first_month),
        months=months,
        copied_from=before,
        made_at=at,
        made_by=actor.handle,
    )
    if before is not None:
        _copy(before, version)
    record(
        kinds.DRAFT,
        actor=actor,
        subject=name_of(version),
        at=at,
        copied_from=name_of(before) if before else "",
    )
    return version


@transaction.atomic
def add_line(
    *, actor: Actor, version: PlanVersion, new: NewLine, at: datetime
) -> PlanLine:
    """Write a line into a draft; raise SameLine, IsApproved or what it cannot hold."""
    fresh = locked_draft(actor, version)
    line, is_new = put_line(fresh, new, root=uuid4())
    if not is_new:
        raise SameLine(_("This line is in the plan already."), field="what")
    number = str(line.number)
    record(kinds.LINE, actor=actor, subject=name_of(fresh), at=at, line=number)
    return line


@transaction.atomic
def change_line(
    *, actor: Actor, line: PlanLine, new: NewLine, at: datetime
) -> PlanLine:
    """Write a line of a draft anew; what was held for it still counts for it."""
    fresh = locked_draft(actor, line.version)
    number, root = line.number, line.root
    PlanLine.objects.filter(pk=line.pk, version=fresh).delete()
    written, is_new = put_line(fresh, new, root=root, number=number)
    if not is_new:
        raise SameLine(_("This line is in the plan already."), field="what")
    record(kinds.LINE, actor=actor, subject=name_of(fresh), at=at, line=str(number))
    return written


@transaction.atomic
def take_line_out(*, actor: Actor, line: PlanLine, at: datetime) -> None:
    """Take a line out of a draft; raise IsApproved."""
    fresh = locked_draft(actor, line.version)
    PlanLine.objects.filter(pk=line.pk, version=fresh).delete()
    number = str(line.number)
    record(kinds.LINE_OUT, actor=actor, subject=name_of(fresh), at=at, line=number)


@transaction.atomic
def discard_plan(*, actor: Actor, version: PlanVersion, at: datetime) -> None:
    """Throw a draft away; raise IsApproved."""
    fresh = locked_draft(actor, version)
    record(kinds.DISCARDED, actor=actor, subject=name_of(fresh), at=at)
    fresh.delete()


@transaction.atomic
def approve_plan(*, actor: Actor, version: PlanVersion, at: datetime) -> PlanVersion:
    """Put a draft in force, for ever as it is; raise NothingInIt or IsApproved."""
    access.check_approver(actor)
    fresh = locked_draft(actor, version)
    count = fresh.lines.count()
    if not count:
        raise NothingInIt(_("This plan has no lines yet. Add one first."))
    fresh.approved_at, fresh.approved_by = at, actor.handle
    fresh.save(update_fields=["approved_at", "approved_by"])
    record(kinds.APPROVED, actor=actor, subject=name_of(fresh), at=at, lines=count)
    return fresh


def put_line(
    version: PlanVersion, new: NewLine, *, root: UUID, number: int | None = None
) -> tuple[PlanLine, bool]:
    """Return the line of a locked draft, and whether it was not there before."""
    months = _months_in(version, new.months)
    codes = checked(new.indicators)
    fingerprint = _fingerprint(new, months, codes)
    before = version.lines.filter(fingerprint=fingerprint).first()
    if before is not None:
        return before, False
    last = version.lines.aggregate(last=Max("number"))["last"] or 0
    line = PlanLine.objects.create(
        root=root,
        version=version,
        output=_output(version, new.objective, new.output),
        number=number or last + 1,
        team=new.team,
        what=new.what,
        doer=new.doer,
        owner=new.owner,
        months=months,
        per_month=new.per_month,
        kind=new.kind,
        site=new.site,
        budget=new.budget,
        indicators=codes,
        assumption=new.assumption,
        fingerprint=fingerprint,
    )
    return line, True


def locked_draft(actor: Actor, version: PlanVersion) -> PlanVersion:
    """Return the draft, locked until the deed is done; raise IsApproved, NoSuchPlan."""
    access.check_planner(actor)
    rows = PlanVersion.objects.select_for_update(of=("self",))
    mine = rows.filter(pk=version.pk, programme__country=actor.country)
    fresh = mine.select_related("programme").first()
    if fresh is None:
        raise access.NoSuchPlan(str(version.pk))
    if fresh.approved_at is not None:
        raise IsApproved(
            _("This plan is approved and stays as it is. Begin a new version.")
        )
    return fresh


def name_of(version: PlanVersion) -> str:
    """Return how the journal names a plan: country and number."""
    return f"{version.programme.country.upper()} {version.number}"


def _months_in(version: PlanVersion, given: Iterable[date]) -> list[str]:
    known = months_from(version.first_month, version.months)
    months = sorted({month_of(day) for day in given})
    outside = [month for month in months if month not in known]
    if not months or outside:
        raise NotInThePlan(
            _("Choose months from %(first)s to %(last)s.")
            % {"first": f"{known[0]:%Y-%m}", "last": f"{known[-1]:%Y-%m}"},
            field="months",
        )
    return [month.isoformat() for month in months]


def _output(version: PlanVersion, code: ObjectiveCode, text: str) -> Output:
    before = version.outputs.filter(objective__code=code, text=text).first()
    if before is not None:
        return before
    rows = version.outputs.filter(objective__code=code)
    return Output.objects.create(
        version=version,
        objective=Objective.objects.get(programme=version.programme, code=code),
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text,
    )


def _fingerprint(new: NewLine, months: list[str], codes: list[str]) -> str:
    said = [
        new.objective,
        new.output,
        new.what,
        str(new.team.pk),
        new.doer,
        new.owner.handle if new.owner else "",
        months,
        new.per_month,
        new.kind,
        new.site,
        new.budget,
        codes,
        new.assumption,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _copy(before: PlanVersion, version: PlanVersion) -> None:
    known = {m.isoformat() for m in months_from(version.first_month, version.months)}
    outputs: dict[UUID, Output] = {}
    for output in list(before.outputs.all()):
        outputs[output.pk] = Output.objects.create(
            version=version,
            objective_id=output.objective_id,
            number=output.number,
            text=output.text,
        )
    for line in list(before.lines.all()):
        months = [month for month in line.months if month in known]
        if months:
            line.output = outputs[line.output_id]
            line.pk, line.version, line.months = uuid4(), version, months
            line.fingerprint = _fingerprint(_as_new(line), months, line.indicators)
            line.save(force_insert=True)


def _as_new(line: PlanLine) -> NewLine:
    return NewLine(
        objective=ObjectiveCode(line.output.objective.code),
        output=line.output.text,
        what=line.what,
        team=line.team,
        doer=Doer(line.doer),
        owner=line.owner,
        months=(),
        kind=Kind(line.kind),
        per_month=line.per_month,
        site=line.site,
        budget=line.budget,
        assumption=line.assumption,
    )
