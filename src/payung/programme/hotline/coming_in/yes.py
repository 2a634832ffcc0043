"""One of ours said yes, by a key or a text: to what, and what follows from it."""

from __future__ import annotations

from datetime import datetime

from payung.engines.dispatch import NotInThisPair, NotNow, NotTheOwner
from payung.programme.alerts.models import Message, Saying
from payung.programme.hotline.accepting import accept, take_over
from payung.programme.hotline.models import Contact, Response
from payung.programme.hotline.outings.responses import accept_offer
from payung.programme.standby import alerts as attorney_alerts
from payung.programme.standby import drills


def said_yes(message: Message, *, at: datetime) -> None:
    """Let a yes do what it was asked for; one that comes too late changes nothing."""
    person = message.way.person.handle
    if message.saying == Saying.DRILL:
        drills.drill_answered(message=message, at=at)
        return
    contact = Contact.objects.filter(reference=message.about).first()
    if contact is not None:
        _to_contact(contact, message, person, at)
        return
    response = Response.objects.filter(reference=message.about).first()
    if response is not None:
        _to_response(response, person, at)
        return
    attorney_alerts.accepted(reference=message.about, person=person, at=at)


def _to_contact(contact: Contact, message: Message, person: str, at: datetime) -> None:
    moment = max(at, contact.opened_at)
    try:
        if message.saying == Saying.HAND_OVER:
            take_over(contact=contact, person=person, at=moment)
        elif message.saying == Saying.TAKE:
            accept(contact=contact, person=person, at=moment)
    except (NotNow, NotTheOwner):
        return


def _to_response(response: Response, person: str, at: datetime) -> None:
    try:
        accept_offer(response=response, person=person, at=at)
    except NotInThisPair:
        return
