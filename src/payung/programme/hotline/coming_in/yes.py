"""One of ours said yes, by a key or a text: to what, and what follows from it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max

from payung.engines.dispatch import (
    AlertEvent,
    AlertState,
    Event,
    NotInThisPair,
    NotNow,
    NotTheOwner,
    Report,
    Stage,
    State,
)
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Message, Saying
from payung.programme.hotline.accepting import accept, take_over
from payung.programme.hotline.effects import TEXTS
from payung.programme.hotline.models import Contact, Response
from payung.programme.hotline.outings.responding import report_happens
from payung.programme.hotline.outings.responses import accept_offer
from payung.programme.standby import alerts as attorney_alerts
from payung.programme.standby import drills
from payung.programme.standby.models import AttorneyAlert


# A network may be some minutes late with what was written in time.
LONG_AGO = timedelta(minutes=10)
ASKED_TO_TAKE = (Saying.TAKE, Saying.STILL)
TAKEN = (Event.ACCEPTED, Event.REACHED, Event.TOOK_OVER)
STAGES = (Report.EN_ROUTE, Report.ON_SCENE, Report.CLIENT_SEEN)
WAITS = (State.OPENED, State.RINGING, State.CALL_BACK)


def said_yes(message: Message, *, at: datetime) -> None:
    """Let a yes do what it was asked for; one that comes too late changes nothing.

    It is too late where somebody has had it since she was asked, even if it waits
    again: a yes that a network brings late or twice would take what she gave back.
    She is then asked to look, and who is asked anew has a code of her own.
    """
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
        _to_response(response, message, person, at)
        return
    if _gave_back(message, person):
        ask_to_look(message, at=at)
        return
    attorney_alerts.accepted(reference=message.about, person=person, at=at)


def report_out_there(
    response: Response, message: Message, said: Report, *, at: datetime
) -> None:
    """Let one of the pair say how it goes; `at` is when she said it.

    What she said before the last that is known comes after it in the log. That she was
    well before the two said something newer, or long ago, says nothing any more. What
    does not fit: she is asked to look.
    """
    last = _last_of(response)
    if said is Report.CHECKED_IN:
        newer = response.events.exclude(report=Report.DUE).filter(at__gt=at)
        if newer.exists() or last - at > LONG_AGO:
            return
    moment, person = max(at, last), message.way.person.handle
    try:
        report_happens(
            reference=response.reference, report=said, at=moment, person=person
        )
    except NotInThisPair:
        ask_to_look(message, at=moment)
        if said in STAGES:
            # A stage was passed over: whatever it is, she wrote, and is well.
            report_out_there(response, message, Report.CHECKED_IN, at=at)


def ask_to_look(message: Message, *, at: datetime) -> None:
    """Tell her that what she said does not fit any more: look at the page."""
    tell(
        country=message.country,
        handles=[message.way.person.handle],
        saying=Saying.LOOK,
        about=message.about,
        # However often she says it, she is told once.
        key=f"late:{message.pk}",
        at=at,
        kinds=TEXTS,
    )


def _last_of(response: Response) -> datetime:
    """Return when the last line of its log was written."""
    found = response.events.aggregate(at=Max("at"))
    last: datetime = found["at"] or response.needed_at
    return last


def _to_contact(contact: Contact, message: Message, person: str, at: datetime) -> None:
    moment = max(at, contact.opened_at)
    if _is_over(contact, message):
        ask_to_look(message, at=moment)
        return
    try:
        if message.saying == Saying.HAND_OVER:
            take_over(contact=contact, person=person, at=moment)
        elif message.saying in ASKED_TO_TAKE:
            accept(contact=contact, person=person, at=moment)
    except (NotNow, NotTheOwner):
        return


def _is_over(contact: Contact, message: Message) -> bool:
    """Return whether somebody has had it since she was asked, and it waits again."""
    over = contact.events.filter(at__gte=message.made_at)
    match message.saying:
        case Saying.HAND_OVER if contact.state == State.HANDING_OVER:
            return over.filter(event=Event.TOOK_OVER).exists()
        case Saying.TAKE | Saying.STILL if contact.state in WAITS:
            return over.filter(event__in=TAKEN).exists()
        case _:
            return False


def _to_response(
    response: Response, message: Message, person: str, at: datetime
) -> None:
    if message.saying == Saying.REPORT:
        # By a key on the telephone: she is there, and nothing is wrong.
        report_out_there(response, message, Report.CHECKED_IN, at=at)
        return
    said_before = response.events.filter(
        report=Report.ACCEPTED, person=person, at__gte=message.made_at
    )
    out = person in (response.first, response.second)
    if response.stage == Stage.NEEDED and not out and said_before.exists():
        ask_to_look(message, at=at)
        return
    try:
        accept_offer(response=response, person=person, at=at)
    except NotInThisPair:
        return


def _gave_back(message: Message, person: str) -> bool:
    """Return whether it is an alert she has had since she was asked, and gave back."""
    alert = AttorneyAlert.objects.filter(
        reference=message.about, state=AlertState.RINGING
    ).first()
    if alert is None:
        return False
    hers = alert.events.filter(event=AlertEvent.ACCEPTED, person=person)
    return hers.filter(at__gte=message.made_at).exists()
