"""Taps as phones make them, each with an id of its own."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from payung.programme.activities.categories import category
from payung.programme.safe_spaces.door.tap import Tap, What


def visit(*, at: datetime, counter: str = "new", card: str = "", count: int = 1) -> Tap:
    return Tap(
        id=uuid4(),
        what=What.VISIT,
        tapped_at=at,
        code=counter,
        category=category(first=counter == "new"),
        card=card,
        count=count,
    )


def service(kind: str, *, at: datetime) -> Tap:
    return Tap(id=uuid4(), what=What.SERVICE, tapped_at=at, code=kind)


def closing(reason: str, *, at: datetime) -> Tap:
    return Tap(id=uuid4(), what=What.WORD, tapped_at=at, code="close", reason=reason)


def opening(*, at: datetime) -> Tap:
    return Tap(id=uuid4(), what=What.WORD, tapped_at=at, code="open")


def taking_back(tap: UUID, *, at: datetime) -> Tap:
    return Tap(id=uuid4(), what=What.BACK, tapped_at=at, tap=tap)
