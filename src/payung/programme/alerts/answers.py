"""What one of ours answers, by SMS or by a key on the telephone, and to what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Case, Q, Value, When

from .actions import ANSWERABLE, UNDER_WAY, drop_rows
from .codes import Said, read_answer
from .machine import address_tokens
from .models import Message, Saying, Sending, Way, WayKind
from .sayings import ANSWERED


# A call for help, by whoever is out; and what answers any question.
HELP = "9"
YES_OR_NO = ("", "0", "1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """The message that was answered, whether the answer is yes, and its digit."""

    message: Message
    yes: bool
    digit: str = ""


def answer_from(
    *,
    address: str,
    text: str,
    at: datetime,
    before: Callable[[Message], None] | None = None,
) -> Answer | None:
    """Return what an SMS from this address answers, whichever country's key knows it.

    `before` is called before anything is noted: it may lock what the message is about.
    """
    return _answer(Q(token__in=address_tokens(address)), text, at, before)


def answer(
    *, country: str, sender_token: bytes, text: str, at: datetime
) -> Answer | None:
    """Return what an SMS answers, and note that it did; None where it is no answer.

    The token is that of the sender's address under the key of `country`. Only somebody at whose address we wrote can answer: "1 4711" or "4711" is yes,
    another digit first is no. A 1 alone answers where she was asked one thing only.
    What came too late is an answer too: she must be told who has it.
    """
    hers = Q(token=sender_token, person__country=country)
    return _answer(hers, text, at)


@transaction.atomic
def _answer(
    hers: Q,
    text: str,
    at: datetime,
    before: Callable[[Message], None] | None = None,
) -> Answer | None:
    said = read_answer(text)
    if said is None:
        return None
    ways = Way.objects.filter(hers, ended_at=None)
    people = list(ways.values_list("person_id", flat=True))
    message = _asked(people, said, at)
    if message is None:
        return None
    if before is not None:
        before(message)
    return replace(answered(message=message, yes=said.yes, at=at), digit=said.digit)


@transaction.atomic
def answered(*, message: Message, yes: bool, at: datetime) -> Answer:
    """Note that a message was answered, and by which way; her others are not needed."""
    mine = Message.objects.filter(pk=message.pk, state__in=UNDER_WAY)
    mine.update(state=Sending.ANSWERED, due_at=None, leased_until=None)
    Way.objects.filter(pk=message.way_id).update(answered_at=at)
    beside = Message.objects.filter(
        way__person=message.way.person_id, about=message.about, saying=message.saying
    ).exclude(pk=message.pk)
    drop_rows(beside.values_list("pk", flat=True), at=at)
    message.refresh_from_db()
    return Answer(message=message, yes=yes)


def _asked(people: list[int], said: Said, at: datetime) -> Message | None:
    asked = Message.objects.filter(
        way__person__in=people, saying__in=list(ANSWERED), made_at__gt=at - ANSWERABLE
    ).exclude(code="")
    # Of one question she was asked twice, she answers what was written.
    rung = Case(When(way__kind=WayKind.CALL, then=Value(1)), default=Value(0))
    asked = asked.select_related("way__person").order_by("-made_at", rung)
    if said.code:
        return asked.filter(code=said.code).first()
    still = list(asked.filter(state__in=UNDER_WAY))
    # Whoever is out says one thing after the other to the same question.
    out = asked.filter(saying=Saying.REPORT, state__in=(*UNDER_WAY, Sending.ANSWERED))
    if said.digit == HELP and (last := out.first()) is not None:
        # Whatever else she is asked: of two outings, the last.
        return last
    # Only a yes and a no can be meant for something that she is asked besides.
    first, second = (
        (still, list(out)) if said.digit in YES_OR_NO else (list(out), still)
    )
    meant = first or second
    return meant[0] if len({message.about for message in meant}) == 1 else None
