"""One press calls for a lawyer, once: a second press leads to the same alert."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from payung.engines.dispatch import AlertState
from payung.programme.hotline.access import contact_for
from payung.programme.hotline.models import Contact
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.standby.access import alert_for, alerts_of
from payung.programme.standby.alerts import Matter, RaisedAlready, raise_attorney_alert
from payung.programme.standby.models import AttorneyAlert


# A thumb that presses again because nothing seemed to happen means the same person.
SAME_PRESS = timedelta(minutes=2)


@transaction.atomic
def raise_once(*, actor: Actor, about: str, at: datetime) -> AttorneyAlert:
    """Return the alert about this, raised now where none is open.

    `about` is the reference of a contact, or "" where she pressed without one. Raise
    NoSuchContact where it is not hers.
    """
    matter = matter_of(contact_for(actor, about)) if about else Matter(about="")
    # Two presses in one moment wait for one another here.
    Person.objects.select_for_update().get(pk=actor.person_id)
    again = None if about else _just_pressed(actor, at)
    if again is not None:
        return again
    try:
        return raise_attorney_alert(actor=actor, about=matter, at=at)
    except RaisedAlready as raised:
        return alert_for(actor, raised.reference)


def matter_of(contact: Contact) -> Matter:
    """Return what an alert about a contact has to know to ask the right attorneys first."""
    return Matter(
        about=contact.reference,
        also_about=contact.case,
        area=contact.area,
        language=contact.language,
    )


def _just_pressed(actor: Actor, at: datetime) -> AttorneyAlert | None:
    mine = alerts_of(actor).filter(raiser=actor.handle, about="")
    lately = mine.filter(raised_at__gt=at - SAME_PRESS, raised_at__lte=at)
    return lately.exclude(state=AlertState.CLOSED).first()
