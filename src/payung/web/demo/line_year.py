"""Twelve invented months of a line: answered, rung off, called back, never reached.

Each contact is stepped by the machine that steps the real ones, and its log is what that
machine would have written; only the rows are kept all at once.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from payung.engines import dispatch
from payung.engines.dispatch import Channel, Event, Happening, Kind, Priority, State
from payung.programme.hotline.engine_rows import OPENED, columns_of, event_of
from payung.programme.hotline.models import (
    Contact,
    ContactEvent,
    Disposition,
    Line,
    NextStep,
)
from payung.programme.hotline.opening import LETTER, call_back_of
from payung.programme.people.founding import Founded
from payung.programme.places.packs import pack_of
from payung.programme.reports.references import next_reference
from payung.web.demo.duty_year import Turns
from payung.web.demo.ends import end_of


# The night before this one is lived call by call.
BEFORE = timedelta(days=2)
A_WEEK, FEWEST = 40, 4
# So long before it is due somebody acts; she does not wait for the last second.
IN_TIME = timedelta(seconds=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """How a contact goes: on what way it comes, and what happens after how many seconds."""

    channel: Channel
    weight: int
    goes: tuple[tuple[int, Event], ...]


_TOLD = ((600, Event.TYPED), (660, Event.CLOSED))
_RINGS = (1, Event.STARTED)
STORIES = (
    Story(channel=Channel.CALL, weight=53, goes=(_RINGS, (9, Event.ACCEPTED), *_TOLD)),
    Story(channel=Channel.CALL, weight=12, goes=(_RINGS, (30, Event.ACCEPTED), *_TOLD)),
    Story(
        channel=Channel.CALL,
        weight=5,
        goes=(_RINGS, (5, Event.HUNG_UP), (240, Event.REACHED), *_TOLD),
    ),
    Story(
        channel=Channel.CALL,
        weight=9,
        goes=(_RINGS, (50, Event.HUNG_UP), (280, Event.REACHED), *_TOLD),
    ),
    Story(
        channel=Channel.CALL,
        weight=7,
        goes=(
            *(_RINGS, (45, Event.HUNG_UP), (200, Event.NOT_REACHED)),
            *((420, Event.NOT_REACHED), (640, Event.NOT_REACHED), (900, Event.CLOSED)),
        ),
    ),
    Story(
        channel=Channel.MISSED_CALL,
        weight=9,
        goes=(_RINGS, (15, Event.ACCEPTED), (240, Event.REACHED), *_TOLD),
    ),
    Story(
        channel=Channel.SMS,
        weight=5,
        goes=(_RINGS, (60, Event.ACCEPTED), (300, Event.REACHED), *_TOLD),
    ),
)
PRIORITIES: Mapping[Priority, int] = MappingProxyType(
    {Priority.A: 6, Priority.B: 24, Priority.C: 50, Priority.D: 20}
)
# Fewest at dawn, most in the evening.
HOURS = (4, 3, 2, 1, 1, 1, 1, 2, 3, 4, 5, 5, 5, 5, 5, 5, 6, 7, 8, 9, 9, 8, 7, 6)
KINDS: Mapping[Kind, int] = MappingProxyType(
    {Kind.DATA: 90, Kind.SILENT: 6, Kind.WRONG_NUMBER: 4}
)
ENDINGS: Mapping[Disposition, int] = MappingProxyType(
    {
        Disposition.HELPED: 40,
        Disposition.INFORMED: 35,
        Disposition.NOTE: 15,
        Disposition.REFERRED: 10,
    }
)


@dataclass(slots=True)
class _Kept:
    rows: list[Contact]
    log: list[ContactEvent]


def demo_year(
    *,
    office: Founded,
    turns: Turns,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime,
) -> None:
    """Let calls have come in over so many months, up to two days before `until`."""
    country = office.actor.country
    zone = pack_of(country).zone()
    line = Line.objects.get(country=country, code="main")
    kept = _Kept(rows=[], log=[])
    last = min(end_of(start, months, zone, until), until) - BEFORE
    for began in _moments(rng, start, last, max(FEWEST, round(A_WEEK * scale))):
        _lived(kept, line, turns, rng, began)
    Contact.objects.bulk_create(kept.rows, batch_size=200)
    ContactEvent.objects.bulk_create(kept.log, batch_size=500)


def _moments(
    rng: random.Random, start: date, last: datetime, a_week: int
) -> list[datetime]:
    zone = last.tzinfo
    days = (last.date() - start).days
    found = []
    for _call in range(days * a_week // 7):
        day = start + timedelta(days=rng.randrange(days))
        [hour] = rng.choices(range(24), HOURS)
        second = rng.randrange(3600)
        found.append(
            datetime(day.year, day.month, day.day, hour, tzinfo=zone)
            + timedelta(seconds=second)
        )
    return sorted(found)


def _lived(
    kept: _Kept, line: Line, turns: Turns, rng: random.Random, began: datetime
) -> None:
    """Open one contact and let it go as a story has it, to its end."""
    [story] = rng.choices(STORIES, [one.weight for one in STORIES])
    [priority] = rng.choices(list(PRIORITIES), list(PRIORITIES.values()))
    who, began = (
        turns.answering(began),
        began.astimezone(UTC),
    )
    contact = dispatch.open_contact(
        next_reference(country=line.country, year=began.year, letter=LETTER),
        channel=story.channel,
        priority=priority,
        primary=who,
        at=began,
        call_back=call_back_of(line.country, known=rng.random() < 0.97, at=began),
    )
    row = _row(contact, line, rng)
    first = ContactEvent(
        contact=row, number=0, event=OPENED, at=began, person=who, priority=priority
    )
    kept.log.append(first)
    pace = rng.uniform(0.7, 1.6)
    for seconds, event in story.goes:
        wanted = began + timedelta(seconds=round(seconds * pace))
        contact = _goes_on(kept, row, contact, event, wanted, who, rng)
    row.next_step = "" if rng.random() < 0.06 else NextStep.SHE_CALLS
    kept.rows.append(row)


def _row(contact: dispatch.Contact, line: Line, rng: random.Random) -> Contact:
    languages = pack_of(line.country).languages
    return Contact(
        reference=contact.reference,
        country=line.country,
        line=line.code,
        team_id=line.team_id,
        channel=contact.channel,
        opened_at=contact.opened_at,
        call_back=contact.call_back,
        language=languages[0] if rng.random() < 0.85 else rng.choice(languages),
        **columns_of(contact),
    )


def _goes_on(
    kept: _Kept,
    row: Contact,
    contact: dispatch.Contact,
    event: Event,
    wanted: datetime,
    who: str,
    rng: random.Random,
) -> dispatch.Contact:
    """Let what is due by then happen, and then this; whoever has it acts in time."""
    has_owner = contact.state in {State.CALL_BACK, State.OWNED}
    if has_owner and contact.due_at is not None:
        wanted = min(wanted, contact.due_at - IN_TIME)
    while contact.due_at is not None and contact.due_at < wanted:
        due = Happening(event=Event.DUE, at=contact.due_at)
        contact = _stepped(kept, row, contact, due)
    by_nobody = event in {Event.STARTED, Event.HUNG_UP}
    [kind] = rng.choices(list(KINDS), list(KINDS.values()))
    happening = Happening(
        event=event,
        at=wanted,
        person="" if by_nobody else who,
        kind=kind if event is Event.TYPED else Kind.NOT_SAID,
        disposition=_ending(contact, rng) if event is Event.CLOSED else "",
    )
    return _stepped(kept, row, contact, happening)


def _ending(contact: dispatch.Contact, rng: random.Random) -> str:
    if contact.reached_at is None:
        return Disposition.NOT_REACHED.value
    if contact.kind is not Kind.DATA:
        return Disposition.NOT_FOR_US.value
    [ending] = rng.choices(list(ENDINGS), list(ENDINGS.values()))
    return ending.value


def _stepped(
    kept: _Kept, row: Contact, contact: dispatch.Contact, happening: Happening
) -> dispatch.Contact:
    after, _effects = dispatch.step(contact, happening)
    for name, value in columns_of(after).items():
        setattr(row, name, value)
    if after.version == contact.version:
        # What changes nothing is not written down.
        return after
    if after.state is State.CLOSED:
        row.closed_at = happening.at
    kept.log.append(event_of(row, happening))
    return after
