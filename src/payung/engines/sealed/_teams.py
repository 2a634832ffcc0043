"""What a team holds in common: one seed per epoch, and the keys that grow from it."""

from __future__ import annotations

from dataclasses import dataclass

from . import primitives
from ._context import Id, context
from ._fingerprint import words_of
from ._keys import UserKeys
from ._refusal import Refused, Secret
from .primitives import KEY_BYTES, KemPrivate, Suite


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamPublic:
    """What anyone may seal to: team, epoch, suite byte and public key (1,217 bytes)."""

    team: Id
    epoch: int
    kem: bytes

    def fingerprint(self) -> tuple[str, ...]:
        """Return six words, printed in the office and pinned on the phone."""
        return words_of(context("team-fingerprint", self.team, self.epoch) + self.kem)


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedTeamKey:
    """A team's public key with the 64-byte signature of the member who vouches."""

    public: TeamPublic
    by: Id
    signature: bytes


@dataclass(frozen=True, kw_only=True, slots=True, repr=False, eq=False)
class TeamKeys(Secret):
    """A team's keys of one epoch, in memory while a member's session is unlocked."""

    team: Id
    epoch: int
    seed: bytes
    kem: KemPrivate
    record_wrap: bytes
    blind_index: bytes
    match: bytes

    @property
    def public(self) -> TeamPublic:
        """Return the half that may be shown."""
        return TeamPublic(team=self.team, epoch=self.epoch, kem=self.kem.public)


def new_team_keys(team: Id, *, epoch: int, suite: Suite = Suite.XWING) -> TeamKeys:
    """Return keys from a fresh seed: for a new team, and for each new epoch."""
    seed = primitives.random_bytes(KEY_BYTES)
    return team_keys(team, epoch=epoch, seed=seed, suite=suite)


def team_keys(
    team: Id, *, epoch: int, seed: bytes, suite: Suite = Suite.XWING
) -> TeamKeys:
    """Return the keys that grow from a team's 32-byte seed of one epoch."""
    if len(seed) != KEY_BYTES or epoch < 1:
        raise Refused

    def grown(use: str) -> bytes:
        return primitives.derive(seed, context(use, team, epoch))

    return TeamKeys(
        team=team,
        epoch=epoch,
        seed=seed,
        kem=primitives.kem_private(suite, grown("team-kem")),
        record_wrap=grown("record-wrap"),
        blind_index=grown("blind-index"),
        match=grown("match"),
    )


def sign_team_key(public: TeamPublic, *, by: Id, signer: UserKeys) -> SignedTeamKey:
    """Return the public key with a member's word for it."""
    signature = signer.sign(_vouched(public, by))
    return SignedTeamKey(public=public, by=by, signature=signature)


def check_team_key(signed: SignedTeamKey, *, verify: bytes) -> TeamPublic:
    """Return the public key if the owner of `verify` signed it, or Refused."""
    message = _vouched(signed.public, signed.by)
    primitives.check_signature(verify, signed.signature, message)
    primitives.check_public(signed.public.kem)
    return signed.public


def _vouched(public: TeamPublic, by: Id) -> bytes:
    return context("team-key", public.team, public.epoch, by) + public.kem
