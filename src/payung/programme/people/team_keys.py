"""A team's keys: a new one for an epoch, and a grant of one to a member."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from payung.engines import sealed

from .actors import Actor
from .models import Grant, Person, Team, TeamEpoch
from .stored_keys import public_of


def new_epoch(
    *, actor: Actor, team: Team, members: list[Person], at: datetime
) -> sealed.TeamKeys:
    """Give a team a new key, sealed to these members; the actor need not be one."""
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
        grant(actor=actor, keys=keys, member=member, at=at)
    return keys


def grant(*, actor: Actor, keys: sealed.TeamKeys, member: Person, at: datetime) -> None:
    """Seal a team's key of one epoch to a member, signed by the actor."""
    made = sealed.make_grant(
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
            "box": made.box,
            "signature": made.signature,
            "at": at,
        },
    )


def epochs_of(actor: Actor, team: Team) -> list[int]:
    """Return the epochs of a team of which the actor holds the key, oldest first."""
    grants = Grant.objects.filter(team=team, member_id=actor.person_id)
    return list(grants.order_by("epoch").values_list("epoch", flat=True))


def locked(team: Team) -> Team:
    """Return the team, locked until the transaction ends: who is in it stays so."""
    return Team.objects.select_for_update().get(pk=team.pk)
