"""Who may open a team's notes: start a team, let somebody in, take somebody out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.programme.journal.actions import record

from . import kinds
from .access import NotHers, members_of
from .actors import Actor
from .key_sessions import end_all_key_sessions
from .models import (
    Grant,
    Person,
    Renewal,
    Rewrapping,
    RoleHeld,
    Team,
)
from .roles import KEYHOLDERS
from .side_teams import renew_keys_beside, settle_beside, welcome_beside
from .team_keys import epochs_of, grant, locked, new_epoch


class NotAMember(NotHers):
    """Only somebody who can open a team's notes may say who else can."""


class HoldsNoKeys(ValueError):
    """Her account is closed, of another country, or of a role that reads figures."""


class NotInTheTeam(ValueError):
    """She was taken out before, perhaps by somebody else at the same moment."""


class LastMember(ValueError):
    """Without her nobody could open the team's notes any more."""


@transaction.atomic
def start_team(*, actor: Actor, name: str, at: datetime) -> Team:
    """Start a team whose first member is the actor."""
    team = Team.objects.create(country=actor.country, name=name)
    new_epoch(actor=actor, team=team, members=[_person(actor)], at=at)
    record(kinds.TEAM_STARTED, actor=actor, subject=str(team.pk), at=at)
    return team


@transaction.atomic
def grant_team(*, actor: Actor, team: Team, member: Person, at: datetime) -> None:
    """Let a person open the team's notes, old and new; raise NotAMember.

    Compare her six words by voice before: a grant cannot be taken back from what she
    has read. Raise HoldsNoKeys for somebody whose role holds none.
    """
    # Whoever is taken out at this moment must not come back by the older epochs.
    team = locked(team)
    _check_member(actor, team)
    _check_may_hold(member, team)
    for epoch in epochs_of(actor, team):
        keys = actor.unlocked.team(team.pk, epoch)
        grant(actor=actor, keys=keys, member=member, at=at)
    welcome_beside(actor=actor, base=team, at=at)
    record(kinds.GRANTED, actor=actor, subject=member.handle, at=at, team=str(team.pk))


@transaction.atomic
def remove_member(
    *,
    actor: Actor,
    team: Team,
    member: Person,
    at: datetime,
    renewal: Renewal = Renewal.WRAPS,
) -> None:
    """Take a person out: new key for those who stay, her sessions end now.

    Records are carried over bit by bit (`rewrapping`), whoever of the team is at work.
    She is out of the teams beside it too; raise NobodyLeft where one would be empty.
    `renewal` KEYS gives every record a new key too: for when she may have kept the old.
    """
    team = locked(team)
    _check_member(actor, team)
    inside = list(members_of(team))
    stay = [person for person in inside if person != member]
    if not stay or actor.person_id == member.pk:
        raise LastMember(team.name)
    if len(stay) == len(inside):
        raise NotInTheTeam(member.handle)
    before = team.epoch
    Grant.objects.filter(team=team, member=member).delete()
    end_all_key_sessions(person=member)
    new_epoch(actor=actor, team=team, members=stay, at=at)
    Rewrapping.objects.create(
        team=team,
        from_epoch=before,
        to_epoch=team.epoch,
        renewal=renewal,
        started_at=at,
    )
    settle_beside(base=team, person=member, at=at)
    if renewal is Renewal.KEYS:
        renew_keys_beside(base=team, at=at)
    record(kinds.REMOVED, actor=actor, subject=member.handle, at=at, team=str(team.pk))


def _check_member(actor: Actor, team: Team) -> None:
    if team.epoch not in epochs_of(actor, team):
        raise NotAMember(team.name)


def _check_may_hold(member: Person, team: Team) -> None:
    member.refresh_from_db(fields=["is_active", "country"])
    roles = RoleHeld.objects.filter(person=member, role__in=KEYHOLDERS)
    if not (member.is_active and member.country == team.country and roles.exists()):
        raise HoldsNoKeys(member.handle)


def _person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person_id)
