"""Find reports: by an exact number or code, or by words in what is sealed.

Words are looked for by opening, in memory and for this one request, what the actor may
open anyway. Nothing that was opened or asked is kept.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.keyring import Keyring
from payung.programme.people.look_up import records_with

from . import kinds
from .access import reports_of
from .arriving import GROUPS
from .opening import CODE, PHONE, phones_in, spelled_code


MOST = 100
# Few enough to stay in the processor's cache.
BATCH = 250
WITHIN = sealed.WrapKind.WITHIN_TEAM.value
JOINED = """
SELECT r.record, k.team_id, k.epoch, k.kind, k.wrap, r.identity, r.contact, r.story, r.details
FROM ({reports}) r JOIN people_recordkey k ON k.record = r.record
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What a search gave: records in no order, how many were looked into."""

    records: tuple[UUID, ...]
    searched: int
    more: bool = False


def look_up(actor: Actor, words: str) -> Found:
    """Return the reports that hold exactly this number or person's code."""
    asked = {(PHONE, number) for number in phones_in(words, actor.country)}
    asked.add((CODE, spelled_code(words)))
    records: set[UUID] = set()
    for field, value in asked:
        records |= records_with(actor, field, value)
    hers = reports_of(actor).filter(pk__in=records)
    found = tuple(hers.values_list("record", flat=True)[:MOST])
    return Found(records=found, searched=reports_of(actor).count())


def search_text(*, actor: Actor, words: str, at: datetime) -> Found:
    """Return the reports in whose sealed text all these words stand."""
    wanted = tuple(plain(words).split())
    found: list[UUID] = []
    searched = 0
    written = [json.dumps(word, ensure_ascii=False)[1:-1] for word in wanted]
    for record_id, parts in _opened(actor):
        searched += 1
        text = plain("\n".join(parts))
        # First the raw text, where the names of questions stand too: it is quick.
        for word in written:
            if word not in text and "\\u" not in text:
                break
        else:
            if len(found) <= MOST and _answered(parts, wanted):
                found.append(UUID(record_id))
    subject = actor.handle
    record(kinds.SEARCHED, actor=actor, subject=subject, at=at, searched=searched)
    return Found(records=tuple(found[:MOST]), searched=searched, more=len(found) > MOST)


def plain(text: str) -> str:
    """Return a text as it is compared: one spelling of each sign, no capitals."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).casefold()


def _answered(parts: list[str], wanted: tuple[str, ...]) -> bool:
    """Return whether the words stand in answers, not in the names of questions."""
    answers: list[str] = []
    for part in parts:
        try:
            said = json.loads(part)
        except ValueError:
            continue
        answers += map(str, said.values()) if isinstance(said, dict) else []
    text = plain("\n".join(answers))
    return all(word in text for word in wanted)


def _opened(actor: Actor) -> Iterator[tuple[str, list[str]]]:
    """Yield each report that opens, with the JSON of its groups.

    Written out in one loop with local names: it runs 100,000 times in one request.
    """
    names = tuple(sealed.field_part(f"report.{group}") for group in GROUPS)
    doors: dict[tuple[object, int], _Door | None] = {}
    refused = sealed.Refused
    for raw, team, epoch, kind, wrap, *boxes in _rows(actor):
        if (team, epoch) not in doors:
            doors[team, epoch] = _door(actor.unlocked, _uuid(team), epoch)
        door = doors[team, epoch]
        if door is None:
            continue
        record_id = _dashed(raw)
        try:
            if kind == WITHIN:
                open_field = door.opener.record(record_id, wrap).open
            else:
                open_field = _sent(door.keys, record_id, kind, wrap).open
            parts = [
                open_field(name, box)
                for name, box in zip(names, boxes, strict=True)
                if box
            ]
        except refused:
            continue
        yield record_id, parts


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class _Door:
    """A team's keys of one epoch, and what opens its records quickly."""

    keys: sealed.TeamKeys
    opener: sealed.TeamOpener


def _door(ring: Keyring, team: UUID, epoch: int) -> _Door | None:
    try:
        keys = ring.team(team, epoch)
    except sealed.Refused:
        return None
    return _Door(keys=keys, opener=sealed.TeamOpener(keys))


def _sent(
    keys: sealed.TeamKeys, record_id: str, kind: str, data: bytes
) -> sealed.RecordOpener:
    """Return what opens a record that nobody opened since a phone sent it."""
    wrap = sealed.Wrap(
        kind=sealed.WrapKind(kind),
        record=record_id,
        team=keys.team,
        epoch=keys.epoch,
        data=data,
    )
    return sealed.RecordOpener.of(sealed.unwrap(wrap, keys))


def _rows(actor: Actor) -> Iterator[tuple[Any, ...]]:
    """Yield keys and envelopes together, with one question to the database."""
    reports = reports_of(actor).values("record", *GROUPS).order_by()
    if reports.query.is_empty():
        return
    sql, given = reports.query.sql_with_params()
    with connection.chunked_cursor() as cursor:
        cursor.execute(JOINED.format(reports=sql), given)
        while batch := cursor.fetchmany(BATCH):
            yield from batch


def _dashed(value: object) -> str:
    """Return a UUID's 36 signs; SQLite keeps 32, PostgreSQL has a type of its own."""
    text = str(value)
    if len(text) == 36:
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(hex=str(value))
