"""Who may open a team's notes: start a team, let somebody in, take somebody out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.engines import sealed
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
    TeamEpoch,
)
from .roles import KEYHOLDERS
from .stored_keys import public_of


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
    _new_epoch(actor=actor, team=team, members=[_person(actor)], at=at)
    record(kinds.TEAM_STARTED, actor=actor, subject=str(team.pk), at=at)
    return team


@transaction.atomic
def grant_team(*, actor: Actor, team: Team, member: Person, at: datetime) -> None:
    """Let a person open the team's notes, old and new; raise NotAMember.

    Compare her six words by voice before: a grant cannot be taken back from what she
    has read. Raise HoldsNoKeys for somebody whose role holds none.
    """
    # Whoever is taken out at this moment must not come back by the older epochs.
    team = _locked(team)
    _check_member(actor, team)
    _check_may_hold(member, team)
    for epoch in _epochs_of(actor, team):
        keys = actor.unlocked.team(team.pk, epoch)
        _grant(actor=actor, keys=keys, member=member, at=at)
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
    `renewal` KEYS gives every record a new key too: for when she may have kept the old.
    """
    team = _locked(team)
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
    _new_epoch(actor=actor, team=team, members=stay, at=at)
    Rewrapping.objects.create(
        team=team,
        from_epoch=before,
        to_epoch=team.epoch,
        renewal=renewal,
        started_at=at,
    )
    record(kinds.REMOVED, actor=actor, subject=member.handle, at=at, team=str(team.pk))


def _new_epoch(
    *, actor: Actor, team: Team, members: list[Person], at: datetime
) -> None:
    team.epoch += 1
    team.save(update_fields=["epoch"])
    keys = sealed.new_team_keys(team.pk, epoch=team.epoch)
    signed = sealed.sign_team_key(
        keys.public, by=actor.person_id, signer=actor.unlocked.user
    )
    TeamEpoch.objects.create(
        team=team,
        number=team.epoch,
        public=signed.public.kem,
        signature=signed.signature,
        signed_by_id=actor.person_id,
        since=at,
    )
    for member in members:
        _grant(actor=actor, keys=keys, member=member, at=at)


def _grant(
    *, actor: Actor, keys: sealed.TeamKeys, member: Person, at: datetime
) -> None:
    grant = sealed.make_grant(
        keys,
        member=member.pk,
        public=public_of(member),
        by=actor.person_id,
        granter=actor.unlocked.user,
    )
    Grant.objects.update_or_create(
        team_id=UUID(str(keys.team)),
        epoch=keys.epoch,
        member=member,
        defaults={
            "granted_by_id": actor.person_id,
            "box": grant.box,
            "signature": grant.signature,
            "at": at,
        },
    )


def _epochs_of(actor: Actor, team: Team) -> list[int]:
    grants = Grant.objects.filter(team=team, member_id=actor.person_id)
    return list(grants.order_by("epoch").values_list("epoch", flat=True))


def _check_member(actor: Actor, team: Team) -> None:
    if team.epoch not in _epochs_of(actor, team):
        raise NotAMember(team.name)


def _check_may_hold(member: Person, team: Team) -> None:
    member.refresh_from_db(fields=["is_active", "country"])
    roles = RoleHeld.objects.filter(person=member, role__in=KEYHOLDERS)
    if not (member.is_active and member.country == team.country and roles.exists()):
        raise HoldsNoKeys(member.handle)


def _locked(team: Team) -> Team:
    return Team.objects.select_for_update().get(pk=team.pk)


def _person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person_id)
