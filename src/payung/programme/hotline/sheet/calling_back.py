"""Call somebody back from the call sheet: her phone first, then the caller's.

The number is opened with the owner's keys, handed to the telephone in memory, and
written down nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines.dispatch import State
from payung.gateways.telephone import Order, OrderKind, Telephone, TelephoneGone
from payung.programme.alerts.models import Way, WayKind
from payung.programme.alerts.ways import address_of, ways_of
from payung.programme.hotline import kinds
from payung.programme.hotline.coming_in.order_news import back_id
from payung.programme.hotline.lines import line_named
from payung.programme.hotline.models import Contact
from payung.programme.hotline.refusals import (
    NoNumber,
    NoPhoneOfHers,
    NotAtThisHour,
    NotHersNow,
)
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .reading import number_of


class CannotRingNow(NotHersNow):
    """The telephone does not answer just now."""


def call_back(
    *,
    actor: Actor,
    contact: Contact,
    telephones: Mapping[str, Telephone],
    at: datetime,
) -> Order:
    """Let the telephone ring her, and then the caller; return the order it was given.

    Raise NotHersNow unless she owns it, NotAtThisHour, NoNumber, NoPhoneOfHers or
    CannotRingNow; KeysNeeded or Refused where her keys do not open the number.
    """
    order = _order(actor, contact, at)
    telephone = telephones.get(contact.country)
    if telephone is None:
        raise CannotRingNow(_("There is no telephone here. Call from your own."))
    with transaction.atomic():
        record(kinds.RANG_BACK, actor=actor, subject=contact.reference, at=at)
    try:
        telephone.start(order)
    except TelephoneGone:
        raise CannotRingNow(
            _("The telephone does not answer. Try again in a minute.")
        ) from None
    return order


def may_ring(contact: Contact, at: datetime) -> bool:
    """Return whether the community lets us call back at this hour."""
    pack = pack_of(contact.country)
    return pack.hotline.call_back.permits(at.astimezone(pack.zone()).time())


def _order(actor: Actor, contact: Contact, at: datetime) -> Order:
    if contact.owner != actor.handle or contact.state == State.CLOSED:
        raise NotHersNow(_("Take this first, then call."))
    if not may_ring(contact, at):
        raise NotAtThisHour(
            _("Nobody is called back at this hour. Wait until it ends.")
        )
    way, address = _her_phone(actor)
    number = number_of(actor, contact)
    if not number.startswith("+"):
        raise NoNumber(_("There is no number that could be called."))
    line = line_named(contact.country, contact.line)
    return Order(
        # Pressed twice within a minute, it is one call.
        id=back_id(contact, way.pk, int(at.timestamp()) // 60),
        kind=OrderKind.CALL_BACK,
        line=line.code,
        contact=contact.reference,
        target=str(way.pk),
        address=address,
        language=actor.language,
        caller_language=contact.language or "en",
        number=number,
        shows=line.dialled,
    )


def _her_phone(actor: Actor) -> tuple[Way, str]:
    for way in ways_of([actor.handle])[actor.handle]:
        address = address_of(way) if way.kind == WayKind.CALL else None
        if address:
            return way, address
    raise NoPhoneOfHers(_("Say on your page on which phone you can be called."))
