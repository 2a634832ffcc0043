"""Taking a message to send it: by one worker at a time, for as long as a lease lasts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Case, Q, QuerySet, Value, When

from .models import Message, Sending, WayKind


# Longer than the channel may take, so that nobody sends what is being sent: a telephone
# answers in seconds, a modem has half a minute for each part of a text.
CALL_LEASE, TEXT_LEASE = timedelta(seconds=30), timedelta(minutes=2)
FIRST_AGAIN, LAST_AGAIN = timedelta(seconds=5), timedelta(minutes=10)


@transaction.atomic
def take_next(
    *,
    awake: Collection[str],
    kinds: Collection[WayKind],
    at: datetime,
    of: Collection[str] | None = None,
) -> Message | None:
    """Take what is due first, or None. Nobody else has it until the lease runs out.

    Telephones first: a call is the surest, and an SMS may take seconds. `awake`
    are the countries whose people can be told anything, `of` those it is told about.
    What another worker is just taking is passed over.
    """
    due = Q(state=Sending.WAITING, due_at__lte=at)
    left_lying = Q(state=Sending.TAKEN, leased_until__lte=at)
    rows = Message.objects.filter(
        due | left_lying,
        way__person__country__in=list(awake),
        way__kind__in=list(kinds),
    )
    if of is not None:
        rows = rows.filter(country__in=list(of))
    calls_first = Case(When(way__kind=WayKind.CALL, then=Value(0)), default=Value(1))
    message = _locked(rows).order_by(calls_first, "due_at", "made_at").first()
    if message is None:
        return None
    message.state = Sending.TAKEN
    is_call = message.way.kind == WayKind.CALL
    message.leased_until = at + (CALL_LEASE if is_call else TEXT_LEASE)
    message.attempts += 1
    message.save(update_fields=["state", "leased_until", "attempts"])
    return message


@transaction.atomic
def take_stop(*, at: datetime) -> Message | None:
    """Take a call that is no longer needed and may still ring, or None."""
    rows = Message.objects.filter(state=Sending.DROPPED, due_at__lte=at)
    message = _locked(rows).order_by("due_at").first()
    if message is None:
        return None
    message.attempts += 1
    message.due_at = at + again_after(message.attempts)
    message.save(update_fields=["attempts", "due_at"])
    return message


def give_back(message: Message, *, state: Sending, **changes: object) -> bool:
    """Write down what came of it; return whether it was still ours to say.

    Not where the lease ran out and another has it, or where it was dropped meanwhile.
    """
    mine = Message.objects.filter(
        pk=message.pk, state=Sending.TAKEN, leased_until=message.leased_until
    )
    return bool(mine.update(state=state, leased_until=None, **changes))


def again_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: 5 s, 10 s, … 10 min."""
    doubled = FIRST_AGAIN * int(2 ** min(attempts - 1, 10))
    return min(doubled, LAST_AGAIN)


def _locked(rows: QuerySet[Message]) -> QuerySet[Message]:
    # SQLite locks the whole database when the transaction begins.
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    return rows.select_related("way__person")
