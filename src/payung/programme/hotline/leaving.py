"""Somebody is gone at once: what was hers is somebody else's from this moment on.

Her account was closed, or she said that she cannot be reached. What she owned is given
back and others are rung; what would fall to her is to fall to the next. If she is one
of a pair and has not set out, she is out of it; if she has, she is looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from payung.engines.dispatch import (
    STAGES_OVER,
    Duty,
    Event,
    Happening,
    NotInThisPair,
    NotNow,
    NotTheOwner,
    Report,
    Stage,
    State,
)
from payung.programme.journal.actions import Acting
from payung.programme.people.models import Person
from payung.programme.standby import queries as standby
from payung.programme.standby.models import Leave

from . import kinds
from .handing_over import HELD, WAITING, came_at, taker_for
from .happening import happen
from .models import Contact, Response
from .outings.responding import report_happens
from .owning import owners_of


HERS = (*HELD, State.HANDING_OVER)
REFUSED = (NotNow, NotTheOwner, NotInThisPair)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """Who is gone since when, None for good, and who says so."""

    who: str
    since: datetime | None
    at: datetime
    by: Acting = kinds.BY_ITSELF


def hand_on_of_the_absent(*, at: datetime) -> int:
    """Hand on what belongs to those whose account is closed or who are unreachable.

    Return how much it was. What somebody took although she had said that she cannot be
    reached stays with her: she is there for it.
    """
    busy = _busy()
    closed = Person.objects.filter(is_active=False, handle__in=busy)
    unreachable = Leave.objects.filter(
        ends_at=None, starts_at__lte=at, person__handle__in=busy
    )
    absent: dict[str, datetime | None] = {
        **dict(unreachable.values_list("person__handle", "starts_at")),
        **dict.fromkeys(closed.values_list("handle", flat=True)),
    }
    gone = [Gone(who=who, since=since, at=at) for who, since in absent.items()]
    return sum(_hand_on(one) for one in gone) + _hand_on_of_the_keyless(at)


def _hand_on_of_the_keyless(at: datetime) -> int:
    """Hand on what belongs to somebody who was taken out of the team that can open it."""
    rows = Contact.objects.filter(state__in=HERS).exclude(owner="")
    owners: dict[UUID, frozenset[str]] = {}
    done = 0
    for contact in rows.select_related("team").order_by("opened_at"):
        if contact.team_id not in owners:
            owners[contact.team_id] = owners_of(contact.team)
        # With nobody who can open it there is nobody to hand it to.
        if owners[contact.team_id] and contact.owner not in owners[contact.team_id]:
            done += _contact_goes_on(
                contact, Gone(who=contact.owner, since=None, at=at)
            )
    return done


def hand_on_all(*, actor: Acting, person: Person, at: datetime) -> int:
    """Hand on everything of somebody whose account is being closed.

    Call it in the transaction that closes it, when she is off every roster.
    """
    return _hand_on(Gone(who=person.handle, since=None, at=at, by=actor))


def _busy() -> set[str]:
    """Return everybody who has anything open, or to whom it would fall."""
    contacts = Contact.objects.exclude(state=State.CLOSED)
    going = Response.objects.exclude(stage__in=STAGES_OVER)
    columns = [
        *(contacts.values_list(name, flat=True) for name in ("owner", "primary")),
        contacts.values_list("taker", flat=True),
        *(going.values_list(name, flat=True) for name in ("first", "second")),
    ]
    return {one for column in columns for one in column.distinct()} - {""}


def hold_all(who: str) -> None:
    """Take the rows of everything that is hers before anything else is written.

    Every deed takes its contact first and the journal after it; whoever takes several
    the other way round would wait for one another. Call it inside a transaction.
    """
    hers = Q(owner=who) | Q(primary=who) | Q(taker=who)
    contacts = Contact.objects.exclude(state=State.CLOSED).filter(hers)
    going = Response.objects.exclude(stage__in=STAGES_OVER)
    pairs = going.filter(Q(first=who) | Q(second=who))
    for rows in (contacts, pairs):
        list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@transaction.atomic
def _hand_on(gone: Gone) -> int:
    hold_all(gone.who)
    done = sum(
        _contact_goes_on(contact, gone)
        for contact in _contacts(gone.who)
        if gone.since is None or came_at(contact) < gone.since
    )
    return done + sum(
        _leaves_pair(response, gone)
        for response in _responses(gone.who)
        if not _has_spoken(response, gone)
    )


def _contacts(who: str) -> list[Contact]:
    hers = Q(state__in=HERS, owner=who) | Q(state__in=WAITING, primary=who)
    offered = Q(state__in=HERS, taker=who)
    return list(Contact.objects.filter(hers | offered).order_by("opened_at"))


def _contact_goes_on(contact: Contact, gone: Gone) -> int:
    happening = Happening(event=Event.GAVE_BACK, at=gone.at, person=gone.who)
    if contact.owner != gone.who:
        taker = _next_taker(contact, gone)
        if not taker:
            return 0
        happening = Happening(event=Event.SHIFT_ENDED, at=gone.at, taker=taker)
    try:
        happen(reference=contact.reference, happening=happening, by=gone.by)
    except REFUSED:
        return 0
    return 1


def _next_taker(contact: Contact, gone: Gone) -> str:
    try:
        chain = standby.on_duty_now(contact.country, Duty.HOTLINE, gone.at)
    except standby.NobodyPlanned:
        return ""
    return taker_for(contact, chain, but=[gone.who])


def _responses(who: str) -> list[Response]:
    hers = Response.objects.filter(Q(first=who) | Q(second=who))
    return list(hers.exclude(stage__in=STAGES_OVER).order_by("needed_at"))


def _has_spoken(response: Response, gone: Gone) -> bool:
    """Return whether she reported since then, or help was called for in her name."""
    last = response.events.filter(person=gone.who).order_by("-number").first()
    if last is None:
        return False
    since = gone.since
    return last.report == Report.HELP or (since is not None and last.at >= since)


def _leaves_pair(response: Response, gone: Gone) -> int:
    at_home = response.stage == Stage.PAIRED or (
        response.stage == Stage.NEEDED and response.report_at is None
    )
    # Nobody can say any more that she is well; taking her out would end the looking.
    report = Report.WITHDREW if at_home else Report.HELP
    try:
        report_happens(
            reference=response.reference,
            report=report,
            at=gone.at,
            person=gone.who,
            by=gone.by,
        )
    except REFUSED:
        return 0
    return 1
