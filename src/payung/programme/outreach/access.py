"""Who may see places, plans and visits: the team whose work they are."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.roles import KEYHOLDERS, Role

from .models import MicroPlan, MicroPlanVisit, OutreachVisit, Venue, VenueAlert


LEADS = (Role.COORDINATOR, Role.OFFICER)
GOES = (Role.PARALEGAL, Role.COORDINATOR, Role.OFFICER)


class NoSuchVenue(NotHers):
    """There is no such place for this actor."""


class NoSuchVisit(NotHers):
    """There is no such visit, planned or held, for this actor."""


class NoSuchPlan(NotHers):
    """There is no such plan for this actor."""


def venues_of(actor: Actor) -> QuerySet[Venue]:
    """Return the places of her teams; none for those who hold no keys."""
    if not actor.has(*KEYHOLDERS) or not actor.own_teams:
        return Venue.objects.none()
    hers = Venue.objects.filter(team_id__in=tuple(actor.own_teams))
    return hers.filter(country=actor.country).select_related("team")


def venue_for(actor: Actor, code: str) -> Venue:
    """Return one place by its code; raise NoSuchVenue."""
    found = venues_of(actor).filter(code=code).first()
    if found is None:
        raise NoSuchVenue(code)
    return found


def alert_for(actor: Actor, code: str, alert: UUID) -> VenueAlert:
    """Return one warning of a place, over or not; raise NoSuchVenue."""
    found = venue_for(actor, code).alerts.filter(pk=alert).first()
    if found is None:
        raise NoSuchVenue(code)
    return found


def visits_of(actor: Actor) -> QuerySet[OutreachVisit]:
    """Return the visits of her teams."""
    rows = OutreachVisit.objects.filter(venue__in=venues_of(actor))
    return rows.select_related("activity", "venue__team", "first", "second")


def visit_for(actor: Actor, visit: UUID) -> OutreachVisit:
    """Return one visit; raise NoSuchVisit."""
    found = visits_of(actor).filter(pk=visit).first()
    if found is None:
        raise NoSuchVisit(str(visit))
    return found


def counts_in(actor: Actor, visit: OutreachVisit) -> bool:
    """Return whether she may count in a visit of hers to see: the pair and who leads."""
    goes = actor.person_id in (visit.first_id, visit.second_id)
    return goes or actor.has(*LEADS)


def plans_of(actor: Actor) -> QuerySet[MicroPlan]:
    """Return the plans of her teams, the newest version first."""
    if not actor.has(*KEYHOLDERS):
        return MicroPlan.objects.none()
    hers = MicroPlan.objects.filter(team_id__in=tuple(actor.own_teams))
    return hers.select_related("team").order_by("-month", "-version")


def plan_for(actor: Actor, plan: UUID) -> MicroPlan:
    """Return one plan; raise NoSuchPlan."""
    found = plans_of(actor).filter(pk=plan).first()
    if found is None:
        raise NoSuchPlan(str(plan))
    return found


def planned_for(actor: Actor, planned: UUID) -> MicroPlanVisit:
    """Return one planned visit of a plan of hers; raise NoSuchVisit."""
    rows = MicroPlanVisit.objects.filter(plan__in=plans_of(actor).order_by())
    found = (
        rows.select_related("plan__team", "venue__team", "first", "second")
        .filter(pk=planned)
        .first()
    )
    if found is None:
        raise NoSuchVisit(str(planned))
    return found


def workers_of(team: Team) -> QuerySet[Person]:
    """Return who of a team can go out, by handle."""
    return _with(team, GOES)


def workers_in(teams: Iterable[Team]) -> QuerySet[Person]:
    """Return who of these teams can go out, by handle."""
    each = [workers_of(team).values("pk") for team in set(teams)]
    here = Q(pk__in=[])
    for one in each:
        here |= Q(pk__in=one)
    return Person.objects.filter(here).order_by("handle")


def paralegals_of(team: Team) -> QuerySet[Person]:
    """Return those whose work is to go out."""
    return _with(team, (Role.PARALEGAL,))


def supervisors_of(team: Team) -> QuerySet[Person]:
    """Return those who look after them."""
    return _with(team, LEADS)


def _with(team: Team, roles: tuple[Role, ...]) -> QuerySet[Person]:
    grants = {"grants__team": team, "grants__epoch": team.epoch}
    here = Person.objects.filter(is_active=True, roles_held__role__in=roles, **grants)
    return here.distinct().order_by("handle")
