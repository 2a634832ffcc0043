"""Write a contact down as it comes in: row, key, line 0 of its log, journal entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from payung.engines import dispatch
from payung.engines.dispatch import CallBack, Channel, Priority
from payung.engines.packs import Hotline
from payung.engines.sealed import Envelope, Wrap
from payung.programme.journal.actions import record
from payung.programme.people.models import RecordKey, TeamEpoch
from payung.programme.people.stored_keys import row_of
from payung.programme.places.packs import pack_of
from payung.programme.reports.references import next_reference

from . import kinds
from .duty import Duties, primary_of
from .engine_rows import OPENED, columns_of
from .models import Contact, ContactEvent, Line


LETTER = "H"
# A telephone says its news for two days; what is older was not said by a clock that runs.
OLDEST = timedelta(days=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """What came in sealed; empty where nothing could be sealed."""

    record: UUID | None = None
    wrap: Wrap | None = None
    number: Envelope | None = None
    text: Envelope | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """One sign from outside: how it came, when, and what is known of the sender.

    `known` says whether there is a number at all; `token` is the machine's of it.
    """

    source_key: str
    channel: Channel
    at: datetime
    known: bool
    token: bytes | None = None
    sealed: Sealed = Sealed()


def open_row(
    *,
    line: Line,
    sign: Sign,
    priority: Priority,
    at: datetime,
    duties: Duties | None = None,
) -> Contact:
    """Write a new contact down, inside the caller's transaction.

    `at` is now, `sign.at` when it began. Raise NobodyNamed where nobody is on duty and
    the line's team is empty.
    """
    now = duties or Duties(line.country, at)
    opened = dispatch.open_contact(
        next_reference(country=line.country, year=at.year, letter=LETTER),
        channel=sign.channel,
        priority=priority,
        primary=primary_of(now.groups(team=line.team), line.team),
        at=began_at(sign.at, at),
        call_back=call_back_of(line.country, known=sign.known, at=at),
    )
    kept = keepable(sign.sealed)
    row = Contact(
        record=kept.record or uuid4(),
        reference=opened.reference,
        country=line.country,
        line=line.code,
        team_id=UUID(str(kept.wrap.team)) if kept.wrap else line.team_id,
        channel=sign.channel,
        source_key=sign.source_key,
        opened_at=opened.opened_at,
        call_back=opened.call_back,
        language=pack_of(line.country).languages[0],
        token=sign.token,
        number=kept.number,
        text=kept.text,
        **columns_of(opened),
    )
    row.save(force_insert=True)
    if kept.wrap is not None:
        row_of(kept.wrap).save(force_insert=True)
    first_line(row, person=opened.primary, at=at)
    record(
        kinds.CAME_IN,
        actor=kinds.BY_ITSELF,
        subject=row.reference,
        at=at,
        channel=sign.channel.value,
        line=line.code,
    )
    return row


def began_at(said: datetime, at: datetime) -> datetime:
    """Return when something began: as its source says, unless its clock cannot be right.

    A modem without a battery lives in another century, and a contact of then would have
    been nobody's for all the years since.
    """
    return said if at - OLDEST <= said <= at else at


def first_line(row: Contact, *, person: str, at: datetime) -> None:
    """Write line 0 of the log of a contact."""
    ContactEvent(
        contact=row,
        number=0,
        event=OPENED,
        at=at,
        person=person,
        priority=row.priority,
    ).save(force_insert=True)


def call_back_of(country: str, *, known: bool, at: datetime) -> CallBack:
    """Return whether somebody may be called back who called at this moment."""
    if not known:
        return CallBack.NO_NUMBER
    pack = pack_of(country)
    hotline: Hotline = pack.hotline
    local = at.astimezone(pack.zone()).time()
    return CallBack.ALLOWED if hotline.call_back.permits(local) else CallBack.FORBIDDEN


def keepable(given: Sealed) -> Sealed:
    """Return what can be kept; never over another record's key, nor under none.

    A wrap for a key that no team ever had would open for nobody, and a contact must not
    be lost over it.
    """
    wrap = given.wrap
    if wrap is None or given.record is None:
        return Sealed()
    known = TeamEpoch.objects.filter(
        team_id=UUID(str(wrap.team)), number=wrap.epoch
    ).exists()
    taken = RecordKey.objects.filter(record=given.record).exists()
    return given if known and not taken else Sealed()
