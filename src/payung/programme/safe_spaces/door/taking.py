"""Take what phones have counted: each tap once, in any order, from any phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from payung.programme.activities.cards import cards_shown
from payung.programme.activities.taps import counts_for
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.safe_spaces import kinds
from payung.programme.safe_spaces.models import (
    DoorWord,
    ServiceGiven,
    Site,
    TakenBack,
    Visit,
)
from payung.programme.safe_spaces.planned import day_at

from .settling import settle_day
from .tap import Tap, What
from .telling import tell_no_more, tell_of


TAPS = (Visit, ServiceGiven, DoorWord, TakenBack)


@dataclass(frozen=True, kw_only=True, slots=True)
class Took:
    """What became of a heap of taps: how many were new, and who was told of them.

    `cards_unknown` came with a card that is not known here; they are counted without.
    `told` is None where nobody had to be told.
    """

    new: int
    cards_unknown: int = 0
    told: int | None = None


@transaction.atomic
def take_taps(*, actor: Actor, site: Site, taps: Sequence[Tap], at: datetime) -> Took:
    """Store taps, each id once, and let the days follow from them."""
    # One after the other at each room: a tap and its taking back may come at once.
    Site.objects.select_for_update().get(pk=site.pk)
    fresh = _unknown(taps)
    if not fresh:
        return Took(new=0)
    days = {tap.id: day_of(site, tap, at=at) for tap in fresh}
    cards = _cards(site, fresh)
    _store(actor, site, fresh, days, cards, at)
    touched = _take_back(site, fresh, at)
    for day in {days[tap.id] for tap in fresh if tap.what is not What.BACK} | touched:
        settle_day(site, day, at=at, keyholder=actor.person_id)
    told = _tell(actor, site, fresh, at)
    subject = site.code
    record(kinds.COUNTED, actor=actor, subject=subject, at=at, taps=len(fresh))
    asked = sum(bool(tap.card) for tap in fresh)
    known = sum(tap.card in cards for tap in fresh)
    return Took(new=len(fresh), cards_unknown=asked - known, told=told)


def day_of(site: Site, tap: Tap, *, at: datetime) -> date:
    """Return the day a tap counts for, in the room's zone: its own, not that of `at`."""
    return day_at(site, counts_for(tap.tapped_at, at=at))


def _unknown(taps: Iterable[Tap]) -> list[Tap]:
    """Return the taps that are not stored yet, each id once."""
    by_id = {tap.id: tap for tap in taps}
    known: set[UUID] = set()
    for model in TAPS:
        known.update(model.objects.filter(pk__in=by_id).values_list("pk", flat=True))
    return [tap for tap in by_id.values() if tap.id not in known]


def _cards(site: Site, taps: Iterable[Tap]) -> dict[str, int]:
    digests = {tap.card for tap in taps if tap.card}
    return cards_shown(digests, country=site.country)


def _store(
    actor: Actor,
    site: Site,
    taps: list[Tap],
    days: dict[UUID, date],
    cards: dict[str, int],
    at: datetime,
) -> None:
    gone = _gone(site, taps)

    def common(tap: Tap) -> dict[str, Any]:
        moments = {"tapped_at": tap.tapped_at, "stored_at": at}
        return {"id": tap.id, "site": site, "by": actor.handle, **moments}

    def counted(tap: Tap) -> dict[str, Any]:
        return {**common(tap), "day": days[tap.id], "taken_back": tap.id in gone}

    Visit.objects.bulk_create(
        Visit(
            **counted(tap),
            counter=tap.code,
            category=tap.category,
            card_id=cards.get(tap.card),
            count=tap.count,
        )
        for tap in taps
        if tap.what is What.VISIT
    )
    ServiceGiven.objects.bulk_create(
        ServiceGiven(**counted(tap), kind=tap.code, count=tap.count)
        for tap in taps
        if tap.what is What.SERVICE
    )
    DoorWord.objects.bulk_create(
        DoorWord(**counted(tap), word=tap.code, reason=tap.reason)
        for tap in taps
        if tap.what is What.WORD
    )
    TakenBack.objects.bulk_create(
        TakenBack(**common(tap), tap=tap.tap) for tap in taps if tap.tap is not None
    )


def _gone(site: Site, taps: list[Tap]) -> set[UUID]:
    """Return which of these are taken back already, in this heap or before it."""
    known = TakenBack.objects.filter(site=site, tap__in=[tap.id for tap in taps])
    here = {tap.tap for tap in taps if tap.tap is not None}
    return here | set(known.values_list("tap", flat=True))


def _take_back(site: Site, taps: Iterable[Tap], at: datetime) -> set[date]:
    """Let what is taken back count no more; return the days that this touches."""
    ids = [tap.tap for tap in taps if tap.tap is not None]
    days: set[date] = set()
    if not ids:
        return days
    for model in (Visit, ServiceGiven, DoorWord):
        rows = model.objects.filter(site=site, pk__in=ids)
        days.update(rows.values_list("day", flat=True))
        rows.update(taken_back=True)
    for word in ids:
        tell_no_more(word, at)
    return days


def _tell(actor: Actor, site: Site, taps: list[Tap], at: datetime) -> int | None:
    words = [tap.id for tap in taps if tap.what is What.WORD]
    told = None
    for word in DoorWord.objects.filter(pk__in=words, taken_back=False):
        one = tell_of(actor=actor, site=site, word=word, at=at)
        told = one if told is None else told + (one or 0)
    return told
