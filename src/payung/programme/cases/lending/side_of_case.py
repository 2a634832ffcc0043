"""The side team of a case: whose it is, and moving the case with its keys to a new one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from payung.programme.cases.access import NoSuchCase
from payung.programme.cases.models import Case
from payung.programme.people.access import members_of
from payung.programme.people.actors import Actor
from payung.programme.people.models import (
    Person,
    Place,
    RecordKey,
    SidePlace,
    Team,
    TeamKind,
)
from payung.programme.people.side_teams import Begun, Visit, base_of, start_side_team
from payung.programme.people.team_keys import epochs_of
from payung.programme.reports.models import Report

from .keys_along import keys_of


def locked_case(actor: Actor, case: Case) -> Case:
    """Return the case, locked until the transaction ends; raise NoSuchCase.

    Somebody may have taken it out of her sight since the page was asked for.
    """
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.team.epoch not in epochs_of(actor, fresh.team):
        raise NoSuchCase(case.reference)
    return fresh


def is_guest(actor: Actor, case: Case) -> bool:
    """Return whether she can open the case only because it was lent to her."""
    return not members_of(base_of(case.team)).filter(pk=actor.person_id).exists()


def has_own_side_team(case: Case) -> bool:
    """Return whether its team was made for this case and keeps no other."""
    team = case.team
    shared = Case.objects.filter(team=team).exclude(pk=case.pk).exists()
    return team.kind == TeamKind.SIDE and not shared


def begin_side_team(
    *,
    actor: Actor,
    case: Case,
    at: datetime,
    out: Iterable[Person] = (),
    visits: Iterable[Visit] = (),
) -> Begun:
    """Make a side team for a case; whoever was kept out until now stays so."""
    base = base_of(case.team)
    kept_out = SidePlace.objects.filter(team=case.team, place=Place.OUT, until=None)
    people = Person.objects.filter(pk__in=kept_out.values("person"))
    return start_side_team(
        actor=actor,
        beside=base,
        name=f"{base.name[:38]} · {case.reference}",
        at=at,
        out=(*people, *out),
        visits=visits,
    )


def keys_to_move(case: Case) -> list[RecordKey]:
    """Return the keys of a case and of the notes that are about nothing else."""
    rows = {row.pk: row for row in keys_of(case, case.team)}
    for report in notes_only_of(case):
        rows |= {row.pk: row for row in keys_of(report, case.team)}
    return list(rows.values())


def move_rows(case: Case, team: Team) -> None:
    """Say of a case, and of the notes that are only about it, whose they are now."""
    reports = [report.pk for report in notes_only_of(case)]
    Report.objects.filter(pk__in=reports).update(team=team)
    case.team = team
    case.save(update_fields=["team"])


def notes_only_of(case: Case) -> list[Report]:
    """Return the linked notes of its team that no other case is about."""
    mine = Report.objects.filter(linked__case=case, team=case.team)
    shared = Report.objects.filter(linked__case__in=Case.objects.exclude(pk=case.pk))
    return list(mine.exclude(pk__in=shared.values("pk")).order_by("received_at"))


def notes_that_stay(case: Case) -> list[str]:
    """Return the references of linked notes that its whole base team can still open."""
    moved = [report.pk for report in notes_only_of(case)]
    stays = Report.objects.filter(linked__case=case).exclude(pk__in=moved)
    return list(stays.order_by("reference").values_list("reference", flat=True))
