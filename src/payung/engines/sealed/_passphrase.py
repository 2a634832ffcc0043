"""Keep a person's seed under her passphrase, slowly enough that guessing is dear."""

from __future__ import annotations

from dataclasses import dataclass

from . import primitives
from ._context import Id, context
from ._keys import UserSeed
from ._refusal import Refused


SALT_BYTES = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """How dear one guess is: Argon2id memory in KiB, passes, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def check(self) -> None:
        """Raise Refused for what would stall the machine or what Argon2 cannot do."""
        sane = (
            8 * self.lanes <= self.memory_kib <= 1024 * 1024
            and 1 <= self.passes <= 64
            and 1 <= self.lanes <= 16
        )
        if not sane:
            raise Refused


STRETCH = Stretch(memory_kib=64 * 1024, passes=3, lanes=1)
"""For people: about 0.16 CPU seconds a guess (security reference, section 3.1)."""

CHEAP_STRETCH = Stretch(memory_kib=8, passes=1, lanes=1)
"""For tests and invented people only; pass it by name, nothing switches to it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PassphraseBox:
    """A sealed user seed as stored: parameters and 16-byte salt beside a 93-byte box.

    The parameters stand per user, so they can be raised at the next unlock.
    """

    salt: bytes
    stretch: Stretch
    box: bytes

    def __repr__(self) -> str:
        """Return the size only."""
        return f"<PassphraseBox {len(self.box)} bytes>"


def seal_user_seed(
    seed: UserSeed, passphrase: str, *, user: Id, stretch: Stretch = STRETCH
) -> PassphraseBox:
    """Return the seed sealed under a passphrase, for this user only."""
    salt = primitives.random_bytes(SALT_BYTES)
    key = _stretched(passphrase, salt, stretch)
    box = primitives.seal_box(key, seed.to_bytes(), context("user-seed", user))
    return PassphraseBox(salt=salt, stretch=stretch, box=box)


def open_user_seed(box: PassphraseBox, passphrase: str, *, user: Id) -> UserSeed:
    """Return the seed, or Refused for a wrong passphrase and for anything else."""
    key = _stretched(passphrase, box.salt, box.stretch)
    opened = primitives.open_box(key, box.box, context("user-seed", user))
    return UserSeed.from_bytes(opened)


def refuse_slowly(passphrase: str, *, stretch: Stretch = STRETCH) -> None:
    """Raise Refused after the time of a real guess: an unknown user shows no haste."""
    _stretched(passphrase, bytes(SALT_BYTES), stretch)
    raise Refused


def _stretched(passphrase: str, salt: bytes, stretch: Stretch) -> bytes:
    stretch.check()
    return primitives.stretch(
        passphrase,
        salt=salt,
        memory_kib=stretch.memory_kib,
        passes=stretch.passes,
        lanes=stretch.lanes,
    )
