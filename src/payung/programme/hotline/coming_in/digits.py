"""What a digit of one of ours says: a yes, how it goes out there, or that it goes on.

The words of the country's folder (`report`, `still`) name the same digits.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from payung.engines.dispatch import (
    Event,
    Happening,
    NotNow,
    NotTheOwner,
    Report,
    State,
)
from payung.programme.alerts.models import Message, Saying
from payung.programme.hotline.happening import happen
from payung.programme.hotline.models import Contact, Response

from .yes import TAKEN, ask_to_look, report_out_there, said_yes


YES, GOES_ON = "1", "5"
REPORTS = {
    "2": Report.EN_ROUTE,
    "3": Report.ON_SCENE,
    "4": Report.CLIENT_SEEN,
    "5": Report.CHECKED_IN,
    "6": Report.COMPLETED,
    "9": Report.HELP,
    "0": Report.WITHDREW,
}
ALWAYS = ("9", "0")
HELD = (State.OWNED, State.HANDING_OVER)


def said_by_digit(
    message: Message, digit: str, *, wrote_at: datetime, at: datetime
) -> None:
    """Let a digit do what it says in answer to this message.

    `wrote_at` is when she wrote it, `at` when it came. What does not fit any more
    changes nothing, and she is asked to look.
    """
    response = Response.objects.filter(reference=message.about).first()
    if response is not None and _reports(response, message, digit):
        _says_how_it_goes(response, message, digit, wrote_at=wrote_at, at=at)
        return
    contact = Contact.objects.filter(reference=message.about).first()
    if contact is not None and _goes_on(contact, message, digit):
        _check_in(contact, message, wrote_at=wrote_at)
        return
    still = message.saying == Saying.STILL and digit == GOES_ON
    if digit == YES or still:
        answered_at = wrote_at if message.saying == Saying.DRILL else at
        said_yes(message, at=answered_at)


def _says_how_it_goes(
    response: Response,
    message: Message,
    digit: str,
    *,
    wrote_at: datetime,
    at: datetime,
) -> None:
    # A yes: she is there, and nothing is wrong.
    said = Report.CHECKED_IN if digit == YES else REPORTS.get(digit)
    how = message.saying == Saying.REPORT or digit in ALWAYS
    if said is None or not how:
        # Nobody knows what she meant; that she is well must not be made of it. And a 2
        # to "can you go there?" is a no, not that she is on the way.
        ask_to_look(message, at=at)
        return
    _report(response, message, said, wrote_at=wrote_at, at=at)


def _reports(response: Response, message: Message, digit: str) -> bool:
    """Return whether she reports: a 1 to "can you go there?" still says that she goes."""
    hers = message.way.person.handle in (response.first, response.second)
    return hers and (digit != YES or message.saying == Saying.REPORT)


def _report(
    response: Response,
    message: Message,
    said: Report,
    *,
    wrote_at: datetime,
    at: datetime,
) -> None:
    if said.value == response.stage:
        # The other one said the same before: this one is well, too.
        said = Report.CHECKED_IN
    if said is Report.HELP:
        # However late it comes, help is called for now.
        wrote_at = at
    report_out_there(response, message, said, at=wrote_at)


def _goes_on(contact: Contact, message: Message, digit: str) -> bool:
    """Return whether she says of what she has that it goes on."""
    hers = contact.owner == message.way.person.handle and contact.state in HELD
    return hers and (digit == GOES_ON or message.saying == Saying.STILL)


def _check_in(contact: Contact, message: Message, *, wrote_at: datetime) -> None:
    person = message.way.person.handle
    last = contact.events.aggregate(at=Max("at"))["at"]
    if contact.events.filter(at__gt=wrote_at, event__in=TAKEN).exists():
        # She wrote it of an earlier time: that she has it now she must say anew.
        ask_to_look(message, at=last)
        return
    # A caller who wrote again, or a slow network, does not undo what she said.
    happening = Happening(event=Event.CHECKED_IN, at=max(wrote_at, last), person=person)
    try:
        happen(reference=contact.reference, happening=happening)
    except (NotNow, NotTheOwner):
        ask_to_look(message, at=wrote_at)
