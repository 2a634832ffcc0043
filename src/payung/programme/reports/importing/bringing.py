"""Bring one submission in: new, the same as before, or a change of what is here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from payung.engines.forms import Answers
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.reports.access import NoSuchReport
from payung.programme.reports.import_models import Outcome, Revision
from payung.programme.reports.models import Report, Source
from payung.programme.reports.plain_intake import PlainReport, take_plain
from payung.programme.reports.published import Published

from .digests import answers_digest
from .placing import placed
from .revising import Later, fold_in, revise_report


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """One submission in clear, on its way into an envelope."""

    instance: str
    answers: Answers


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """What became of it; `locked` are answers that were no codes and lie sealed."""

    outcome: Outcome
    report: Report
    locked: tuple[str, ...] = ()


def standing(actor: Actor, form_id: str, instance: str) -> Report | None:
    """Return the report that has this name now, in whichever version of the form."""
    return Report.objects.filter(
        country=actor.country, form__form_id=form_id, instance_id=instance
    ).first()


def superseded(actor: Actor, form_id: str, instance: str) -> Revision | None:
    """Return an earlier version of this name that another took the place of."""
    return (
        Revision.objects.filter(
            report__country=actor.country,
            form__form_id=form_id,
            instance_id=instance,
        )
        .order_by("-number")
        .first()
    )


def foreseen(actor: Actor, form: Published, given: Given) -> Outcome:
    """Return what would become of a submission; nothing is stored.

    Raise NoSuchReport where the report is another team's.
    """
    stands = standing(actor, form.form.id, given.instance)
    if stands is None:
        earlier = superseded(actor, form.form.id, given.instance)
        return Outcome.SAME if earlier else Outcome.NEW
    if stands.team_id not in actor.teams:
        raise NoSuchReport(stands.reference)
    digest = answers_digest(given.answers)
    if stands.digest == digest or _was_here(stands, given.instance, digest):
        return Outcome.SAME
    return Outcome.UPDATED


def bring(
    *,
    actor: Actor,
    team: Team,
    form: Published,
    given: Given,
    source: Source,
    at: datetime,
) -> Brought:
    """Store a submission once; change what is here where it differs.

    Raise NoSuchReport where the report of this name is another team's.
    """
    outcome = foreseen(actor, form, given)
    if outcome is Outcome.NEW:
        return take_new(
            actor=actor, team=team, form=form, given=given, source=source, at=at
        )
    stands = standing(actor, form.form.id, given.instance)
    if stands is None:
        earlier = superseded(actor, form.form.id, given.instance)
        if earlier is None:
            raise NoSuchReport(given.instance)
        return Brought(outcome=Outcome.SAME, report=earlier.report)
    if outcome is Outcome.SAME:
        return Brought(outcome=outcome, report=stands)
    later = Later(
        report=stands.pk,
        made_from=given.instance,
        instance=given.instance,
        answers=given.answers,
    )
    revise_report(actor=actor, form=form, later=later, source=source, at=at)
    stands.refresh_from_db()
    if actor.keys is not None:
        fold_in(actor=actor, report=stands, at=at)
    return Brought(outcome=outcome, report=stands)


def take_new(
    *,
    actor: Actor,
    team: Team,
    form: Published,
    given: Given,
    source: Source,
    at: datetime,
) -> Brought:
    """Seal and store a submission that is not here; raise AnotherBody if it is by now."""
    put = placed(given.answers, form, country=actor.country)
    plain = PlainReport(
        instance=given.instance,
        answers=given.answers,
        digest=answers_digest(given.answers),
    )
    taken = take_plain(
        actor=actor, team=team, form=put.form, given=plain, source=source, at=at
    )
    report = Report.objects.get(reference=taken.reference)
    outcome = Outcome.NEW if taken.new else Outcome.SAME
    return Brought(outcome=outcome, report=report, locked=put.locked)


def _was_here(report: Report, instance: str, digest: str) -> bool:
    return report.revisions.filter(instance_id=instance, digest=digest).exists()
