"""A text of one of ours that answers something: taken once, and then done what it says.

It is written down in the same transaction as what follows from it: a channel that
brings it again changes nothing, and one that dies in between has lost nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from payung.gateways.messages import Inbound, InboundKind
from payung.programme.alerts.answers import answer_from
from payung.programme.alerts.models import Message
from payung.programme.hotline.models import Contact, OwnAnswer, Response
from payung.programme.hotline.opening import began_at
from payung.programme.hotline.proven import answered_text
from payung.programme.standby.models import AttorneyAlert

from .digits import said_by_digit


# By then nothing can be answered any more that it could be an answer to.
KEPT = timedelta(days=31)


def is_answer(inbound: Inbound, *, source_key: str, at: datetime) -> bool:
    """Return whether one of ours answered something, and let it do what it does."""
    if inbound.kind is not InboundKind.TEXT or not inbound.address:
        return False
    try:
        return _taken(inbound, source_key, at)
    except IntegrityError:
        # The same answer came twice at the same moment.
        return _taken(inbound, source_key, at)


def lock_about(about: str) -> None:
    """Take what a message is about before the message, as every other deed does.

    Two that take the same rows the other way round would wait for one another.
    """
    for rows in (Contact.objects, Response.objects, AttorneyAlert.objects):
        if rows.select_for_update().filter(reference=about).first() is not None:
            return


@transaction.atomic
def _taken(inbound: Inbound, source_key: str, at: datetime) -> bool:
    if OwnAnswer.objects.filter(source_key=source_key).exists():
        return True
    found = answer_from(address=inbound.address, text=inbound.text, at=at, before=_lock)
    if found is None:
        return False
    OwnAnswer.objects.filter(kept_at__lte=at - KEPT).delete()
    OwnAnswer(source_key=source_key, kept_at=at).save(force_insert=True)
    # A network may bring a text hours late: it says that she was there when she wrote.
    wrote_at = began_at(inbound.sent_at, at)
    answered_text(found.message.way.person.handle, at=wrote_at)
    said_by_digit(found.message, found.digit, wrote_at=wrote_at, at=at)
    return True


def _lock(message: Message) -> None:
    lock_about(message.about)
