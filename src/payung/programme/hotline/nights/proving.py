"""Every night: replay what happened, and hold the telephone's calls against contacts.

What the replay finds is written down as it is. A minute in which nobody owned a
contact, a line that could not have happened, a contact that is not as its log says, or
a call that left none is told to people at once. Calls are counted by the journal of the
telephone, which is written before anything of a call happens and is not ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from payung.engines.dispatch import Proof, Span, prove
from payung.gateways.telephone import Called, KeepsRecords, TelephoneGone
from payung.gateways.telephone.desk.process_telephone import ProcessTelephone
from payung.gateways.telephone.sip.caps import CAPS
from payung.programme.alerts.actions import tell
from payung.programme.alerts.machine import MachineAsleep, bearer
from payung.programme.alerts.models import Saying
from payung.programme.hotline import kinds
from payung.programme.hotline.duty import leading
from payung.programme.hotline.engine_rows import columns_of, contact_of
from payung.programme.hotline.models import CallNews, Contact, Night
from payung.programme.hotline.source_keys import call_key
from payung.programme.journal.actions import record
from payung.programme.places.packs import pack_of

from .log_reading import log_of, open_in, open_minutes, unowned_minutes


NOTHING = Called(arrived=())


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciled:
    """The calls of a day, and those of them that left a contact and lost no news."""

    calls: int
    with_contact: int


def prove_night(
    *,
    country: str,
    day: date,
    at: datetime,
    telephone: KeepsRecords | None = None,
) -> Night:
    """Replay one local day of a country, keep what was found, and tell what is wrong.

    `telephone` is asked what it wrote down itself: what it reported to us is all that we
    could have written down. Raise TelephoneGone where it cannot be asked; without one
    (a cloud carries the calls) only what was reported is counted.
    """
    span = day_of(country, day)
    by_itself = telephone.called(span.start, span.end) if telephone else NOTHING
    return _proved(country, day, span, by_itself, at)


@transaction.atomic
def _proved(
    country: str, day: date, span: Span, by_itself: Called, at: datetime
) -> Night:
    until = min(span.end, at)
    proof = prove(log_of(open_in(country, span)), until=until)
    counted = reconciled(country, span, by_itself)
    night, _new = Night.objects.update_or_create(
        country=country,
        day=day,
        defaults={
            "proved_at": at,
            "open_minutes": open_minutes(country, Span(start=span.start, end=until)),
            "unowned_minutes": unowned_minutes(proof, span),
            "impossible": len(proof.refused) + len(drifted(country, proof)),
            "calls": counted.calls,
            "calls_with_contact": counted.with_contact,
        },
    )
    subject, when = country, day.isoformat()
    record(
        kinds.PROVED,
        actor=kinds.BY_ITSELF,
        subject=subject,
        at=at,
        day=when,
        impossible=night.impossible,
    )
    if not holds(night):
        _tell(night, at)
    return night


def record_of(country: str) -> KeepsRecords | None:
    """Return what keeps a record of the calls of a country; None where a cloud has them.

    Raise TelephoneGone where there is a telephone and nobody may ask it.
    """
    if country not in settings.TELEPHONES:
        return None
    try:
        base, password = settings.TELEPHONES[country], bearer(country)
    except MachineAsleep:
        raise TelephoneGone("The line's key is not in memory.") from None
    return ProcessTelephone(base, password, caps=CAPS)


def holds(night: Night) -> bool:
    """Return whether nothing was unowned, impossible or lost."""
    whole = night.calls == night.calls_with_contact
    return whole and not night.unowned_minutes and not night.impossible


def day_of(country: str, day: date) -> Span:
    """Return a day by the clocks of the country."""
    zone = pack_of(country).zone()
    start = datetime.combine(day, time(), tzinfo=zone)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    return Span(start=start, end=end)


def reconciled(country: str, span: Span, by_itself: Called = NOTHING) -> Reconciled:
    """Return how many calls there were, and how many left a contact that is whole.

    A call counts from whatever was reported of it, so that one whose arrival got lost
    is counted too, and from the telephone's own record, so that one of which nothing
    ever came here is. One with news that were put aside is not whole: a message left by
    voice may be in them. Our own orders are no calls from outside.
    """
    told = CallNews.objects.filter(at__gte=span.start, at__lt=span.end)
    mine = told.filter(country=country, is_order=False)
    aside = set(by_itself.put_aside)
    calls = {*mine.values_list("call", flat=True), *by_itself.arrived, *aside}
    keys = {call_key(country, call) for call in calls - aside}
    left = Contact.objects.filter(source_key__in=keys)
    return Reconciled(calls=len(calls), with_contact=left.count())


def drifted(country: str, proof: Proof) -> tuple[str, ...]:
    """Return the contacts that are not as the replay of their log leaves them."""
    replayed = {one.reference: one for one in proof.contacts}
    rows = Contact.objects.filter(country=country, reference__in=list(replayed))
    suspect = [
        row.pk
        for row in rows
        if columns_of(contact_of(row)) != columns_of(replayed[row.reference])
    ]
    return tuple(found for pk in suspect if (found := _drifted(pk)))


def _drifted(pk: UUID) -> str:
    """Return the reference if it still differs while nobody can change it, else ""."""
    row = Contact.objects.select_for_update().get(pk=pk)
    alone = prove(log_of(Contact.objects.filter(pk=pk)), until=row.opened_at)
    same = [columns_of(one) for one in alone.contacts] == [columns_of(contact_of(row))]
    return "" if same else row.reference


def _tell(night: Night, at: datetime) -> None:
    tell(
        country=night.country,
        handles=leading(night.country, at),
        saying=Saying.LOOK,
        about=f"night:{night.country}:{night.day:%Y-%m-%d}",
        key=f"night:{night.country}:{night.day:%Y-%m-%d}",
        at=at,
    )
