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
    duties,
)
from payung.programme.standby import queries as standby
from payung.programme.standby.models import Shift

from .duty import ANSWERING
from .happening import happen
from .models import Contact
from .owning import owners_of


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
    """Offer on what somebody owns whose shift is over; return how much it was.

    Do it before what is due: what waits for the end of a shift is due at that moment,
    and then it is offered on, not taken from her. What she let pass before is not.
    """
    rows = Contact.objects.filter(state__in=(*HELD, *WAITING))
    countries = rows.values_list("country", flat=True).distinct()
    return sum(_in_country(country, at) for country in list(countries))


def _in_country(country: str, at: datetime) -> int:
    ended = _ended(country, at)
    theirs = [
        contact
        for contact in _of(country, ended)
        if _is_to_be_offered(contact, ended[contact.owner or contact.primary], at)
    ]
    if not theirs:
        return 0
    try:
        chain = standby.on_duty_now(country, Duty.HOTLINE, at)
    except standby.NobodyPlanned:
        return 0
    return sum(_hand_on(contact, chain, at) for contact in theirs)


def _ended(country: str, at: datetime) -> dict[str, datetime]:
    """Return when the last shift ended of those who answered calls and now do not.

    As it was planned, and as it came to be: leave and whoever stood in for her can end
    it sooner. The roster in force knows only its own period, the rows know them all.
    """
    ended = _ended_as_planned(country, at)
    try:
        roster = standby.roster_of(country, at)
    except standby.NobodyPlanned:
        return ended
    turns = [turn for duty in ANSWERING for turn in duties(roster, duty)]
    begun = [turn for turn in turns if turn.span.start <= at]
    for turn in sorted(begun, key=lambda turn: turn.span.end):
        ended[turn.person] = turn.span.end
    return {person: end for person, end in ended.items() if end <= at}


def _ended_as_planned(country: str, at: datetime) -> dict[str, datetime]:
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


def _is_to_be_offered(contact: Contact, ended: datetime, at: datetime) -> bool:
    """Return whether the shift that ended was the one in which it came to be hers."""
    due_at = contact.due_at
    if contact.owner and due_at is not None and due_at < ended and due_at <= at:
        # She was silent before her shift was over: that is a missed check-in.
        return False
    return came_at(contact) < ended


def came_at(contact: Contact) -> datetime:
    """Return when it came to be hers, or came to be asked of her."""
    which = CAME_TO_HAVE if contact.owner else CAME_TO_BE_ASKED
    found = contact.events.filter(event__in=which).aggregate(at=Max("at"))
    at: datetime = found["at"]
    return at


def _hand_on(contact: Contact, chain: Iterable[str], at: datetime) -> int:
    taker = taker_for(contact, chain)
    if not taker:
        return 0
    happening = Happening(event=Event.SHIFT_ENDED, at=at, taker=taker)
    try:
        happen(reference=contact.reference, happening=happening)
    except (NotNow, NotTheOwner):
        return 0
    return 1


def taker_for(
    contact: Contact, chain: Iterable[str], *, but: Iterable[str] = ()
) -> str:
    """Return who is asked next for it and can own it; "" where nobody is."""
    passed_over = {contact.owner or contact.primary, *but}
    able = owners_of(contact.team)
    found = (one for one in chain if one in able and one not in passed_over)
    return next(found, "")
