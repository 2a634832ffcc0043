"""Write events as iCalendar (RFC 5545), with the rules of each zone in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.utils import translation
from icalendar import Calendar, Event, Timezone

from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of

from .events import FeedEvent, title_words, uid_of


# Apps ask anew this often; more would cost batteries and say nothing sooner.
ASK_AGAIN = timedelta(hours=2)
# No event of ours is older; what a zone did before need not be told.
FIRST_DAY = date(2024, 1, 1)


def written(events: Iterable[FeedEvent], *, person: Person, salt: bytes) -> bytes:
    """Return the feed in UTF-8: the same events give the same bytes."""
    calendar = Calendar()
    language = person.language
    names = pack_of(person.country).app_name
    calendar.add("prodid", "-//Daybook//Daybook//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", names.get(language) or names["en"])
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    told = [(uid_of(one.key, salt), one) for one in events]
    for name in sorted({one.zone.key for _uid, one in told}):
        calendar.add_component(_rules_of(name))
    with translation.override(language):
        for uid, one in sorted(told, key=lambda pair: (pair[1].starts_at, pair[0])):
            calendar.add_component(_event(uid, one))
    return bytes(calendar.to_ical())


@lru_cache(maxsize=64)
def _rules_of(name: str) -> Timezone:
    """Return the rules of a zone by its name in zoneinfo.

    Never of a fixed offset: a reader finds no zone that is called "UTC+05:45".
    """
    return Timezone.from_tzid(name, first_date=FIRST_DAY)


def last_change(events: Iterable[FeedEvent]) -> datetime | None:
    """Return when an event changed last, or None where there is none."""
    return max((one.changed_at for one in events), default=None)


def _event(uid: str, one: FeedEvent) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("dtstart", one.starts_at.astimezone(one.zone))
    event.add("dtend", one.ends_at.astimezone(one.zone))
    event.add("summary", title_words(one.title))
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if one.cancelled else "OPAQUE")
    return event
