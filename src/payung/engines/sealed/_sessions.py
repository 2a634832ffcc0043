"""Split an unlocked session: half in the cookie, half in the database row."""

from __future__ import annotations

from dataclasses import dataclass

from . import primitives
from ._context import Id, context
from ._keys import UserSeed
from ._refusal import Refused, Secret
from .primitives import KEY_BYTES


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionRow:
    """The half in the database: SHA-256 of the cookie to find it, and a 93-byte box."""

    lookup: bytes
    box: bytes

    def __repr__(self) -> str:
        """Return the size only."""
        return f"<SessionRow {len(self.box)} bytes>"


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class NewSession(Secret):
    """Both halves, once: `cookie` (32 bytes) goes to the browser, `row` is stored."""

    cookie: bytes
    row: SessionRow


def new_session(seed: UserSeed, *, user: Id) -> NewSession:
    """Return a session; neither half alone opens anything."""
    cookie = primitives.random_bytes(KEY_BYTES)
    key = primitives.derive(cookie, context("session", user))
    box = primitives.seal_box(key, seed.to_bytes(), context("session-seed", user))
    row = SessionRow(lookup=session_lookup(cookie), box=box)
    return NewSession(cookie=cookie, row=row)


def session_lookup(cookie: bytes) -> bytes:
    """Return the 32 bytes under which the row is found."""
    return primitives.plain_hash(cookie)


def resume_session(cookie: bytes, box: bytes, *, user: Id) -> UserSeed:
    """Return the user's seed from both halves, or Refused."""
    if len(cookie) != KEY_BYTES:
        raise Refused
    key = primitives.derive(cookie, context("session", user))
    opened = primitives.open_box(key, box, context("session-seed", user))
    return UserSeed.from_bytes(opened)
