"""The end of a shift: what its person owned is offered to whoever comes next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Q

from payung.engines.dispatch import (
    Duty,
    Event,
    Happening,
    NotNow,
    NotTheOwner,
    State,
)
from payung.programme.standby import queries as standby
from payung.programme.standby.models import Shift

from .duty import ANSWERING
from .happening import happen
from .models import Contact


LOOKS_BACK = timedelta(days=2)
WAITING = (State.OPENED, State.RINGING)
HELD = (State.OWNED, State.CALL_BACK)
# With these somebody came to have it; a shift that ended before does not matter.
CAME_TO_HAVE = (
    *("opened", Event.ACCEPTED, Event.TOOK_OVER, Event.REACHED),
    *(Event.HUNG_UP, Event.SHIFT_ENDED),
)
CAME_TO_BE_ASKED = ("opened", Event.SHIFT_ENDED)


def end_shifts(*, at: datetime) -> int:
    """Offer on what somebody owns whose shift is over; return how much it was."""
    rows = Contact.objects.filter(state__in=(*HELD, *WAITING))
    countries = rows.values_list("country", flat=True).distinct()
    return sum(_in_country(country, at) for country in list(countries))


def _in_country(country: str, at: datetime) -> int:
    ended = _ended(country, at)
    theirs = [
        contact
        for contact in _of(country, ended)
        if _came_at(contact) < ended[contact.owner or contact.primary]
    ]
    if not theirs:
        return 0
    try:
        chain = standby.on_duty_now(country, Duty.HOTLINE, at)
    except standby.NobodyPlanned:
        return 0
    return sum(_hand_on(contact, chain, at) for contact in theirs)


def _ended(country: str, at: datetime) -> dict[str, datetime]:
    """Return when the last shift ended of those who answered calls and now do not."""
    turns = Shift.objects.filter(
        period__country=country,
        period__published_at__isnull=False,
        duty__in=ANSWERING,
        starts_at__lte=at,
        ends_at__gt=at - LOOKS_BACK,
    )
    last = turns.values_list("person__handle").annotate(end=Max("ends_at"))
    return {handle: end for handle, end in last if end <= at}


def _of(country: str, people: Iterable[str]) -> Iterable[Contact]:
    """Return what these people own, or would be asked for if the caller rang off."""
    handles = list(people)
    hers = Q(state__in=HELD, owner__in=handles)
    would_be = Q(state__in=WAITING, primary__in=handles)
    rows = Contact.objects.filter(hers | would_be, country=country)
    return rows.order_by("opened_at")


def _came_at(contact: Contact) -> datetime:
    """Return when it came to be hers, or came to be asked of her."""
    which = CAME_TO_HAVE if contact.owner else CAME_TO_BE_ASKED
    found = contact.events.filter(event__in=which).aggregate(at=Max("at"))
    came_at: datetime = found["at"]
    return came_at


def _hand_on(contact: Contact, chain: Iterable[str], at: datetime) -> int:
    person = contact.owner or contact.primary
    taker = next((one for one in chain if one != person), "")
    if not taker:
        return 0
    happening = Happening(event=Event.SHIFT_ENDED, at=at, taker=taker)
    try:
        happen(reference=contact.reference, happening=happening)
    except (NotNow, NotTheOwner):
        return 0
    return 1
