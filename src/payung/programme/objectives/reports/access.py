"""Who may write donor reports, and who may read those that were sent."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.programme.objectives.report_models import DonorReport, ReportVersion
from payung.programme.people.access import NotHerRole, NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import Role


WRITERS = frozenset({Role.OFFICER, Role.COORDINATOR})
READERS = WRITERS | {Role.REGIONAL}


class NoSuchReport(NotHers):
    """There is no such report for this actor."""


def reports_of(actor: Actor) -> QuerySet[DonorReport]:
    """Return the reports of her country, the last period first; none for other roles."""
    if not actor.has(*READERS):
        return DonorReport.objects.none()
    hers = DonorReport.objects.filter(country=actor.country)
    return hers.order_by("-due_on", "-id")


def versions_of(actor: Actor) -> QuerySet[ReportVersion]:
    """Return the versions she may read: those sent, and drafts too if she writes."""
    found = ReportVersion.objects.filter(report__in=reports_of(actor))
    if not actor.has(*WRITERS):
        found = found.filter(sent_at__isnull=False)
    return found.select_related("report").order_by("-number")


def report_for(actor: Actor, number: int) -> DonorReport:
    """Return one report of her country; raise NoSuchReport."""
    found = reports_of(actor).filter(pk=number).first()
    if found is None:
        raise NoSuchReport(str(number))
    return found


def version_for(actor: Actor, number: int) -> ReportVersion:
    """Return one version by its row; raise NoSuchReport."""
    found = versions_of(actor).filter(pk=number).first()
    if found is None:
        raise NoSuchReport(str(number))
    return found


def draft_for(actor: Actor, number: int) -> ReportVersion:
    """Return a version for somebody who writes; raise NotHerRole or NoSuchReport."""
    if not actor.has(*WRITERS):
        raise NotHerRole(actor.handle)
    return version_for(actor, number)
