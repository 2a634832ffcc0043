"""Hand a team's seed to a member: sealed to her, signed by who hands it over."""

from __future__ import annotations

from dataclasses import dataclass

from . import primitives
from ._context import Id, context
from ._keys import UserKeys, UserPublic
from ._refusal import Refused
from ._teams import TeamKeys, TeamPublic, team_keys


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """A team seed for one member, as stored: box 1,169 bytes, signature 64 bytes.

    `member` may also be the board: then `box` is sealed to the board's public key.
    """

    team: Id
    epoch: int
    member: Id
    by: Id
    box: bytes
    signature: bytes


def make_grant(
    keys: TeamKeys, *, member: Id, public: UserPublic, by: Id, granter: UserKeys
) -> Grant:
    """Return the team's seed for a member; compare her fingerprint by voice before."""
    about = context("grant", keys.team, keys.epoch, member, by)
    box = primitives.seal_to(public.kem, keys.seed, about)
    return Grant(
        team=keys.team,
        epoch=keys.epoch,
        member=member,
        by=by,
        box=box,
        signature=granter.sign(about + box),
    )


def accept_grant(
    grant: Grant, *, member: UserKeys, granter_verify: bytes, public: TeamPublic
) -> TeamKeys:
    """Return the team's keys, or Refused.

    `granter_verify` is the verify key of the member named in `grant.by`; `public` the
    team's public key of that epoch: a grant of any other seed is refused, otherwise a
    hostile granter could split a team in two without anyone seeing it.
    """
    about = context("grant", grant.team, grant.epoch, grant.member, grant.by)
    primitives.check_signature(granter_verify, grant.signature, about + grant.box)
    seed = primitives.open_from(member.kem, grant.box, about)
    suite = primitives.suite_of(public.kem)
    keys = team_keys(grant.team, epoch=grant.epoch, seed=seed, suite=suite)
    named_alike = str(public.team) == str(grant.team) and public.epoch == grant.epoch
    if not (named_alike and primitives.same(keys.public.kem, public.kem)):
        raise Refused
    return keys
