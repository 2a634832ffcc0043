"""Close an account: somebody left, was taken, or lost what she signs in with."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.programme.journal.actions import record

from . import kinds
from .access import NoSuchPerson
from .actors import Actor
from .key_sessions import end_all_key_sessions
from .models import DeviceKey, Person, Team, TeamKind
from .side_teams import settle
from .teams import NotAMember, remove_member


class HerOwn(ValueError):
    """Somebody else closes one's account: otherwise a country could lose its last."""


@transaction.atomic
def close_account(*, actor: Actor, person: Person, at: datetime) -> tuple[Team, ...]:
    """Close an account at once: nothing of hers signs in or opens from now on.

    She is taken out of each team that the actor is in, so that its key changes. Return
    the teams where somebody else has to do that; until then her grant stands there and
    opens for nobody, because only she could have opened it. Raise HerOwn, NoSuchPerson,
    and NobodyLeft where she alone could open what a side team keeps.
    """
    if actor.person_id == person.pk:
        raise HerOwn(actor.handle)
    person = _both_here(actor, person)
    teams = _locked_teams(person)
    _shut(person, at)
    work = [team for team in teams if team.kind == TeamKind.TEAM]
    left = tuple(team for team in work if not _taken_out(actor, team, person, at))
    for team in teams:
        if team.kind == TeamKind.SIDE:
            # Whoever is at work, in it or not: taking out of these needs no keys.
            settle(team=team, at=at)
    record(kinds.CLOSED, actor=actor, subject=person.handle, at=at)
    return left


def _both_here(actor: Actor, person: Person) -> Person:
    # Two coordinators may close each other at the same moment: one comes too late.
    rows = Person.objects.select_for_update().order_by("pk")
    here = {row.pk: row for row in rows.filter(pk__in=[actor.person_id, person.pk])}
    for row in here.values():
        if not row.is_active or row.country != actor.country:
            raise NoSuchPerson(row.handle)
    return here[person.pk]


def _locked_teams(person: Person) -> list[Team]:
    # All at once and in one order, before the journal: nobody waits in a circle.
    held = person.grants.values("team")
    # Side teams last, as wherever a team and one beside it are locked.
    rows = Team.objects.select_for_update().filter(pk__in=held)
    return list(rows.order_by("-kind", "pk"))


def _shut(person: Person, at: datetime) -> None:
    person.is_active = False
    # Another password hash: pages that are open elsewhere end with it.
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    end_all_key_sessions(person=person)
    DeviceKey.objects.filter(person=person, ended_at=None).update(ended_at=at)


def _taken_out(actor: Actor, team: Team, person: Person, at: datetime) -> bool:
    if team.pk not in actor.teams:
        return False
    try:
        remove_member(actor=actor, team=team, member=person, at=at)
    except NotAMember:
        return False
    return True
