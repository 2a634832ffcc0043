"""One key per record, and the two ways a team keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from . import primitives
from ._context import Id, context
from ._refusal import Refused, Secret
from ._teams import TeamKeys, TeamPublic
from .primitives import BOX_OVERHEAD, HPKE_OVERHEAD, KEY_BYTES


class WrapKind(StrEnum):
    """How a record's key is kept: P to the public key, S under the team's own key."""

    TO_PUBLIC_KEY = "P"
    WITHIN_TEAM = "S"


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class RecordSecret(Secret):
    """The 32-byte key of one record; it knows its record and seals for no other."""

    record: Id
    key: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Wrap:
    """A record's key as stored: kind P 1,169 bytes (suite 1), kind S 61 bytes."""

    kind: WrapKind
    record: Id
    team: Id
    epoch: int
    data: bytes

    def check(self) -> None:
        """Raise Refused unless the bytes have the shape of their kind.

        For intake, where no key is at hand: it says nothing about who can open it.
        """
        if self.kind is WrapKind.WITHIN_TEAM:
            fits = self.data[:1] == b"\x01" and len(self.data) == (
                BOX_OVERHEAD + KEY_BYTES
            )
        else:
            suite = primitives.suite_of(self.data)
            fits = len(self.data) == HPKE_OVERHEAD[suite] + KEY_BYTES
        if not fits:
            raise Refused

    def __repr__(self) -> str:
        """Return kind and size only."""
        return f"<Wrap {self.kind} {len(self.data)} bytes>"


def new_record_secret(record: Id) -> RecordSecret:
    """Return a fresh key for one record."""
    return RecordSecret(record=record, key=primitives.random_bytes(KEY_BYTES))


def wrap_for_team(secret: RecordSecret, public: TeamPublic) -> Wrap:
    """Return the key wrapped to a team's public key: intake needs no secret."""
    about = context("wrap-P", secret.record, public.team, public.epoch)
    return Wrap(
        kind=WrapKind.TO_PUBLIC_KEY,
        record=secret.record,
        team=public.team,
        epoch=public.epoch,
        data=primitives.seal_to(public.kem, secret.key, about),
    )


def wrap_within_team(secret: RecordSecret, keys: TeamKeys) -> Wrap:
    """Return the key wrapped under the team's record-wrap key: small and quick."""
    about = context("wrap-S", secret.record, keys.team, keys.epoch)
    return Wrap(
        kind=WrapKind.WITHIN_TEAM,
        record=secret.record,
        team=keys.team,
        epoch=keys.epoch,
        data=primitives.seal_box(keys.record_wrap, secret.key, about),
    )


def unwrap(wrap: Wrap, keys: TeamKeys) -> RecordSecret:
    """Return the record's key, or Refused (wrong team, epoch, record or bytes)."""
    about = context(f"wrap-{wrap.kind}", wrap.record, wrap.team, wrap.epoch)
    if wrap.kind is WrapKind.WITHIN_TEAM:
        key = primitives.open_box(keys.record_wrap, wrap.data, about)
    else:
        key = primitives.open_from(keys.kem, wrap.data, about)
    if len(key) != KEY_BYTES:
        raise Refused
    return RecordSecret(record=wrap.record, key=key)
