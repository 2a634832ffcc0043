"""Change a report that is here: reference and record stay, every version is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from payung.engines import sealed
from payung.engines.forms import Answers, facts_from, kept_to_the_day, split
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.stored_keys import row_of, team_public
from payung.programme.reports.access import NoSuchReport
from payung.programme.reports.arriving import GROUPS
from payung.programme.reports.import_models import Revision
from payung.programme.reports.models import Incident, Report, Source
from payung.programme.reports.published import Published, crosswalks
from payung.programme.reports.rows import main_act, main_perpetrator, store_facts

from . import kinds
from .digests import answers_digest
from .placing import Placed, placed


class ChangedMeanwhile(ValueError):
    """Somebody else changed the report first; her version is the one that stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Later:
    """A later version: which report it replaces, by the version it was made from."""

    report: UUID
    made_from: str
    instance: str
    answers: Answers


@transaction.atomic
def revise_report(
    *,
    actor: Actor,
    form: Published,
    later: Later,
    source: Source,
    at: datetime,
) -> Revision:
    """Put a later version in the place of a report's; raise ChangedMeanwhile.

    Facts and codes are the later ones from now on. The sealed text waits in the
    Revision until somebody opens the report with her keys: see `fold_in`.
    """
    report = Report.objects.select_for_update().get(pk=later.report)
    if report.team_id not in actor.teams:
        raise NoSuchReport(report.reference)
    if report.instance_id != later.made_from:
        raise ChangedMeanwhile(report.reference)
    put = placed(later.answers, form, country=actor.country)
    revision = _revision(actor, report, put, later.answers, source, at)
    _change(report, put, later)
    subject = report.reference
    record(kinds.REVISED, actor=actor, subject=subject, at=at, source=source.value)
    return revision


def _revision(
    actor: Actor,
    report: Report,
    put: Placed,
    answers: Answers,
    source: Source,
    at: datetime,
) -> Revision:
    secret = sealed.new_record_secret(uuid4())
    row_of(sealed.wrap_for_team(secret, team_public(report.team))).save(
        force_insert=True
    )
    parted = split(answers, put.coding).sealed
    highest = report.revisions.aggregate(last=Max("number"))["last"] or 0
    groups = {
        group: sealed.seal_field(
            secret,
            f"revision.{group}",
            json.dumps(parted.get(group, {}), ensure_ascii=False),
        )
        for group in GROUPS
    }
    revision = Revision(
        record=UUID(str(secret.record)),
        report=report,
        number=highest + 1,
        form_id=report.form_id,
        instance_id=report.instance_id,
        digest=report.digest,
        coded=report.coded,
        replaced_at=at,
        source=source,
        sent_by=actor.handle,
        **groups,
    )
    revision.save(force_insert=True)
    return revision


def _change(report: Report, put: Placed, later: Later) -> None:
    coded = split(later.answers, put.coding).coded
    facts = facts_from(coded, put.coding, crosswalks())
    report.form_id = put.form.row
    report.instance_id = later.instance
    report.digest = answers_digest(later.answers)
    report.coded = kept_to_the_day(coded)
    report.what = main_act(facts)
    report.by_whom = main_perpetrator(facts)
    report.area = facts.incident.area
    report.happened_on = facts.incident.on
    report.save()
    Incident.objects.filter(report=report).delete()
    store_facts(report, facts)


@transaction.atomic
def fold_in(*, actor: Actor, report: Report, at: datetime) -> int:
    """Swap the later texts that wait into the report; return how many there were.

    Needs her keys. The earlier texts stay, under the revision's own key.
    """
    waiting = list(report.revisions.filter(newer=True).order_by("number"))
    if not waiting:
        return 0
    ours = actor.unlocked.secret(report.record)
    for revision in waiting:
        _swap(report, revision, ours, actor.unlocked.secret(revision.record))
    # What can be looked up exactly is noted again at the next opening.
    report.opened_at = None
    report.save()
    record(kinds.FOLDED, actor=actor, subject=report.reference, at=at)
    return len(waiting)


def _swap(
    report: Report,
    revision: Revision,
    ours: sealed.RecordSecret,
    theirs: sealed.RecordSecret,
) -> None:
    for group in GROUPS:
        later = sealed.open_field(theirs, f"revision.{group}", getattr(revision, group))
        kept: sealed.Envelope | None = getattr(report, group)
        earlier = sealed.open_field(ours, f"report.{group}", kept) if kept else "{}"
        setattr(report, group, sealed.seal_field(ours, f"report.{group}", later))
        setattr(
            revision, group, sealed.seal_field(theirs, f"revision.{group}", earlier)
        )
    revision.newer = False
    revision.save()
