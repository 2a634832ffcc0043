"""A person's own keys: one to receive team seeds, one to sign for others."""

from __future__ import annotations

from dataclasses import dataclass

from . import primitives
from ._context import context
from ._fingerprint import words_of
from ._refusal import Refused, Secret
from .primitives import KEY_BYTES, KemPrivate, Suite


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class UserSeed(Secret):
    """Everything a person's keys grow from: 32 bytes to receive, 32 bytes to sign."""

    kem: bytes
    sign: bytes

    def to_bytes(self) -> bytes:
        """Return 64 bytes; only ever to be sealed."""
        return self.kem + self.sign

    @classmethod
    def from_bytes(cls, data: bytes) -> UserSeed:
        """Return the seed of 64 bytes; another length is Refused."""
        if len(data) != 2 * KEY_BYTES:
            raise Refused
        return cls(kem=data[:KEY_BYTES], sign=data[KEY_BYTES:])


@dataclass(frozen=True, kw_only=True, slots=True)
class UserPublic:
    """What others may know of a person's keys; kept in plain columns.

    `kem` is the suite byte and the public key (1,217 bytes in suite 1), `verify` the
    32-byte Ed25519 key.
    """

    kem: bytes
    verify: bytes

    def fingerprint(self) -> tuple[str, ...]:
        """Return six words to compare by voice before granting (96 bits)."""
        return words_of(context("user-fingerprint") + self.verify + self.kem)


@dataclass(frozen=True, kw_only=True, slots=True, repr=False, eq=False)
class UserKeys(Secret):
    """A person's keys at work, in memory while her session is unlocked."""

    seed: UserSeed
    kem: KemPrivate
    public: UserPublic

    def sign(self, message: bytes) -> bytes:
        """Return this person's 64-byte signature."""
        return primitives.sign(self.seed.sign, message)


def new_user_seed() -> UserSeed:
    """Return a fresh seed."""
    return UserSeed.from_bytes(primitives.random_bytes(2 * KEY_BYTES))


def user_keys(seed: UserSeed, *, suite: Suite = Suite.XWING) -> UserKeys:
    """Return the keys that grow from a seed, always the same ones."""
    kem = primitives.kem_private(suite, seed.kem)
    public = UserPublic(kem=kem.public, verify=primitives.verify_key(seed.sign))
    return UserKeys(seed=seed, kem=kem, public=public)


def draft_key(seed: UserSeed) -> bytes:
    """Return 32 bytes for drafts in the browser: gone with the session, so are they."""
    return primitives.derive(seed.to_bytes(), context("draft-key"))
