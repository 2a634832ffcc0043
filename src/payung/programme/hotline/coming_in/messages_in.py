"""A text, a missed call or a chat comes in: an answer of ours, or somebody who waits.

What strangers send is sealed for the line's team before anything is written down. One
who writes twice while she waits is one contact: each of her texts has a key of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from payung.engines import sealed
from payung.engines.dispatch import (
    CallBack,
    Channel,
    Event,
    Happening,
    NotNow,
    State,
)
from payung.gateways.messages import Inbound, InboundKind
from payung.programme.alerts.machine import MachineAsleep, address_token
from payung.programme.alerts.spelling import bare
from payung.programme.hotline import kinds
from payung.programme.hotline.fields import NUMBER, TEXT
from payung.programme.hotline.happening import happen
from payung.programme.hotline.lines import line_named, rules_of
from payung.programme.hotline.models import Contact, Line, Said
from payung.programme.hotline.opening import Sealed, Sign, began_at, open_row
from payung.programme.hotline.source_keys import message_key
from payung.programme.journal.actions import record
from payung.programme.people.stored_keys import NoKeyYet, row_of, team_public
from payung.programme.places.packs import pack_of

from .answers_in import is_answer


ONE_CONTACT = timedelta(hours=24)
CHATS = ("telegram", "whatsapp", "signal")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What to answer the sender with; it could be about anything."""

    text: str


def take_message(
    *, country: str, channel: str, inbound: Inbound, at: datetime, line: str = ""
) -> Reply | None:
    """Keep what came in, and return what to answer, if the country answers at all.

    The same message again changes nothing and is not answered again. Raise NoSuchLine
    where the country has no line.
    """
    key = message_key(country, channel, inbound.key)
    if not _is_known(key) and is_answer(inbound, source_key=key, at=at):
        return None
    token = _token(country, inbound.address)
    try:
        opened = _take(country, channel, inbound, token, line, at)
    except IntegrityError:
        # The same message came twice at the same moment.
        opened = _take(country, channel, inbound, token, line, at)
    # Where she may not be called back now, her phone is not written to either.
    answers = opened is not None and opened.call_back == CallBack.ALLOWED
    return _reply(country) if answers else None


def _token(country: str, address: str) -> bytes | None:
    """Return the machine's token of the sender; without its key nobody is known."""
    if not address:
        return None
    try:
        return address_token(country, address)
    except MachineAsleep:
        return None


@transaction.atomic
def _take(
    country: str,
    channel: str,
    inbound: Inbound,
    token: bytes | None,
    line_code: str,
    at: datetime,
) -> Contact | None:
    """Return the contact that this opened; None where it was known, or added to one."""
    key = message_key(country, channel, inbound.key)
    # One at a time on a line, so that two texts of one sender are not two contacts.
    line = _locked(line_named(country, line_code))
    if _is_known(key):
        return None
    given = _sealed(line, inbound)
    earlier = _waiting(line, token, at)
    if earlier is not None and _came_again(earlier, inbound, at):
        _add(earlier, key, given, inbound, at)
        return None
    row = open_row(
        line=line,
        sign=Sign(
            source_key=key,
            channel=_channel(channel, inbound),
            at=inbound.sent_at,
            known=bool(inbound.address),
            token=token,
            sealed=given,
        ),
        priority=rules_of(line).priority,
        at=at,
    )
    return _begin(row, inbound, at)


def _locked(line: Line) -> Line:
    Line.objects.select_for_update().get(pk=line.pk)
    return line


def _is_known(key: str) -> bool:
    first = Contact.objects.filter(source_key=key).exists()
    return first or Said.objects.filter(source_key=key).exists()


def _waiting(line: Line, token: bytes | None, at: datetime) -> Contact | None:
    """Return the open contact of the same sender, where there is a recent one."""
    if token is None:
        return None
    recent = Contact.objects.filter(
        country=line.country, token=token, opened_at__gt=at - ONE_CONTACT
    )
    return recent.exclude(state=State.CLOSED).order_by("-opened_at").first()


def _came_again(contact: Contact, inbound: Inbound, at: datetime) -> bool:
    """Tell whoever has it that there is more; False where it was closed just now."""
    missed = inbound.kind is InboundKind.MISSED_CALL
    event = Event.RANG_AGAIN if missed else Event.WROTE_AGAIN
    happening = Happening(event=event, at=max(at, contact.opened_at))
    try:
        happen(reference=contact.reference, happening=happening)
    except NotNow:
        # What comes after the end is another contact, and somebody is asked for it.
        return False
    return True


def _add(
    contact: Contact, key: str, given: Sealed, inbound: Inbound, at: datetime
) -> None:
    if given.wrap is None or given.record is None:
        # Nothing can be sealed, so nothing may be kept but that something came.
        given = Sealed(record=uuid4())
    else:
        row_of(given.wrap).save(force_insert=True)
    Said(
        record=given.record,
        contact=contact,
        source_key=key,
        at=began_at(inbound.sent_at, at),
        kept_at=at,
        number=given.number,
        text=given.text,
    ).save(force_insert=True)
    subject, what = contact.reference, inbound.kind.value
    record(kinds.ADDED, actor=kinds.BY_ITSELF, subject=subject, at=at, what=what)


def _begin(row: Contact, inbound: Inbound, at: datetime) -> Contact:
    """Ask somebody: a missed call is to be called back, a text is to be taken."""
    missed = inbound.kind is InboundKind.MISSED_CALL
    event = Event.HUNG_UP if missed else Event.STARTED
    return happen(reference=row.reference, happening=Happening(event=event, at=at))


def _sealed(line: Line, inbound: Inbound) -> Sealed:
    """Return what came in, sealed for the line's team; empty where it has no key."""
    try:
        public = team_public(line.team)
    except (NoKeyYet, sealed.Refused):
        return Sealed()
    name: UUID = uuid4()
    secret = sealed.new_record_secret(name)
    return Sealed(
        record=name,
        wrap=sealed.wrap_for_team(secret, public),
        number=_envelope(secret, NUMBER, bare(inbound.address)),
        text=_envelope(secret, TEXT, inbound.text),
    )


def _envelope(
    secret: sealed.RecordSecret, field: str, text: str
) -> sealed.Envelope | None:
    return sealed.seal_field(secret, field, text) if text else None


def _channel(channel: str, inbound: Inbound) -> Channel:
    if inbound.kind is InboundKind.MISSED_CALL:
        return Channel.MISSED_CALL
    return Channel.CHAT if channel in CHATS else Channel.SMS


def _reply(country: str) -> Reply | None:
    pack = pack_of(country)
    text = pack.hotline.reply.get(pack.languages[0], "")
    return Reply(text=text) if text else None
