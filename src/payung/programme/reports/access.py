"""Who may see reports: those who hold keys, and of these the reports of their teams."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS

from .models import Report


class NoSuchReport(NotHers):
    """There is no such report for this actor."""


def may_see_reports(actor: Actor) -> bool:
    """Return whether reports are part of her work at all."""
    return actor.has(*KEYHOLDERS)


def reports_of(actor: Actor) -> QuerySet[Report]:
    """Return the reports of her teams; none for those who hold no keys."""
    if not may_see_reports(actor) or not actor.teams:
        return Report.objects.none()
    return _of_teams(actor).filter(country=actor.country)


def report_for(actor: Actor, reference: str) -> Report:
    """Return one report by its reference; raise NoSuchReport."""
    report = reports_of(actor).filter(reference=reference).first()
    if report is None:
        raise NoSuchReport(reference)
    return report


def _of_teams(actor: Actor) -> QuerySet[Report]:
    teams = tuple(actor.teams)
    # One team: an equality lets the index give the order as well.
    if len(teams) == 1:
        return Report.objects.filter(team_id=teams[0])
    return Report.objects.filter(team_id__in=teams)
