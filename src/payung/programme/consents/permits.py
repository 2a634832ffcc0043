"""The Permit: what a function by which something leaves asks for as an argument."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from datetime import datetime
from typing import NoReturn

from payung.engines import sealed
from payung.programme.cases.models import Case
from payung.programme.people.actors import Actor

from .models import Purpose


# Known to this module and to `opening` only: nobody else can make a Permit.
_DOOR = object()


class NotAPermit(TypeError):
    """Somebody made a Permit by hand, took one out of its request, or took a wrong one."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False, repr=False)
class Permit:
    """She said yes to this purpose and nothing since ended it. For one request only."""

    case: Case
    purpose: Purpose
    secret: sealed.RecordSecret
    actor: Actor
    at: datetime
    door: InitVar[object]

    def __post_init__(self, door: object) -> None:
        """Refuse whoever is not the door."""
        if door is not _DOOR:
            raise NotAPermit("A Permit comes from consents.opening.opened")

    def __repr__(self) -> str:
        """Return nothing of the case, the purpose or the key."""
        return "<Permit>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        """Refuse to be copied or written anywhere."""
        raise NotAPermit("A Permit stays in the request that opened it")

    def check(self, *, case: Case, purpose: Purpose) -> None:
        """Raise NotAPermit unless it is for this case and this purpose."""
        if self.case.pk != case.pk or self.purpose is not purpose:
            raise NotAPermit("This Permit is for something else")


def issue(
    *,
    actor: Actor,
    case: Case,
    purpose: Purpose,
    secret: sealed.RecordSecret,
    at: datetime,
) -> Permit:
    """Return a Permit. Only `opening` may call this; a test of imports holds it."""
    return Permit(
        case=case, purpose=purpose, secret=secret, actor=actor, at=at, door=_DOOR
    )
