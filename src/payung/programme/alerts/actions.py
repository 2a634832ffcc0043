"""What is to be told to whom: into the outbox, and out of it when no longer needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, DateTimeField, Q, Value, When

from .codes import code_for
from .models import Message, Saying, Sending, Way, WayKind
from .sayings import ANSWERED, fitting
from .ways import ways_of


# What may still be answered. After a day nobody knows any more what was meant.
ANSWERABLE = timedelta(days=1)
KEPT = timedelta(days=31)
UNDER_WAY = (Sending.WAITING, Sending.TAKEN, Sending.SENT)


@transaction.atomic
def tell(
    *,
    country: str,
    handles: Iterable[str],
    saying: Saying,
    about: str,
    key: str,
    at: datetime,
    of_call: str = "",
    kinds: Collection[WayKind] | None = None,
) -> int:
    """Put into the outbox what is to be told to these people, by each of their ways.

    The same key again changes nothing. Return how many rows stand for it: 0 says that
    none of them can be reached. `kinds` limits the ways.
    """
    rows: list[Message] = []
    for handle, ways in ways_of(handles).items():
        wanted = fitting(saying, ways, kinds=kinds)
        code = _code(key, handle, saying, at) if wanted else ""
        rows += [_row(way, country, saying, about, key, code, at) for way in wanted]
    for row in rows:
        row.of_call = of_call
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


@transaction.atomic
def tell_by(
    *, way: Way, country: str, saying: Saying, about: str, key: str, at: datetime
) -> Message:
    """Put into the outbox what is to be told by this one way; the same key is once."""
    code = _code(key, way.person.handle, saying, at)
    row = _row(way, country, saying, about, key, code, at)
    Message.objects.bulk_create([row], ignore_conflicts=True)
    return Message.objects.get(key=row.key)


@transaction.atomic
def drop(*, about: str, at: datetime, sayings: Collection[Saying] | None = None) -> int:
    """Say that this need not be told any more; return how many rows it stops.

    What waits is not sent. A telephone that rings for it is told to stop; until that
    was said, the row stays due.
    """
    rows = Message.objects.filter(about=about, state__in=UNDER_WAY)
    if sayings is not None:
        rows = rows.filter(saying__in=list(sayings))
    return drop_rows(rows.values_list("pk", flat=True), at=at)


def forget_told(*, at: datetime) -> int:
    """Take out what was told or dropped a month ago; return how many rows.

    Who was asked about what, and when, is nobody's business later on: what happened
    stands in the log of the contact or alert.
    """
    old = Message.objects.filter(made_at__lt=at - KEPT)
    rows, _by_model = old.exclude(state__in=[Sending.WAITING, Sending.TAKEN]).delete()
    return rows


def drop_rows(messages: Iterable[object], *, at: datetime) -> int:
    """Stop these messages, by their ids, where they are still under way."""
    rows = Message.objects.filter(pk__in=list(messages), state__in=UNDER_WAY)
    # In one statement: what waits now may ring by the time a second one came.
    calls = Way.objects.filter(kind=WayKind.CALL).values("pk")
    may_ring = Q(way_id__in=calls) & ~Q(state=Sending.WAITING)
    stop_at = Case(When(may_ring, then=Value(at)), output_field=DateTimeField())
    return rows.update(
        state=Sending.DROPPED, due_at=stop_at, attempts=0, leased_until=None
    )


def _row(
    way: Way,
    country: str,
    saying: Saying,
    about: str,
    key: str,
    code: str,
    at: datetime,
) -> Message:
    return Message(
        key=f"{key}:{way.pk}",
        country=country,
        way=way,
        saying=saying,
        about=about,
        code=code,
        made_at=at,
        due_at=at,
    )


def _code(key: str, handle: str, saying: Saying, at: datetime) -> str:
    if saying not in ANSWERED:
        return ""
    asked = Message.objects.filter(
        way__person__handle=handle, made_at__gt=at - ANSWERABLE
    )
    others = asked.exclude(code="").exclude(key__startswith=f"{key}:")
    return code_for(key, handle, taken=set(others.values_list("code", flat=True)))
