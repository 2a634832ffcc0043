"""A call comes in: it is written down, with who owns it, before anything rings."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from payung.engines.dispatch import Channel, Event, Happening, Outcome
from payung.gateways.telephone import Arrived, News
from payung.programme.hotline.duty import Duties
from payung.programme.hotline.happening import happen
from payung.programme.hotline.lines import line_named, rules_of
from payung.programme.hotline.models import CallNews, Contact, Said
from payung.programme.hotline.opening import (
    Sealed,
    Sign,
    call_back_of,
    keepable,
    open_row,
)
from payung.programme.hotline.source_keys import call_key
from payung.programme.people.stored_keys import row_of


def take_call(
    *, country: str, news: News, at: datetime, duties: Duties | None = None
) -> Contact:
    """Return the contact of a call that arrived; the same news again changes nothing.

    Raise NoSuchLine where the country has no line at all.
    """
    try:
        return _take(country, news, at, duties)
    except IntegrityError:
        # Somebody was quicker with the same news: now it is known.
        return _take(country, news, at, duties)


def call_of(*, country: str, news: News, at: datetime) -> Contact:
    """Return the contact of the call that any news is about.

    News of a call whose arrival was never heard of opens one from what is known.
    """
    known = Contact.objects.filter(source_key=call_key(country, news.call)).first()
    return known or _opened(country, news, at)


@transaction.atomic
def _take(country: str, news: News, at: datetime, duties: Duties | None) -> Contact:
    key = call_key(country, news.call)
    contact = Contact.objects.filter(source_key=key).first()
    if contact is None:
        contact = _opened(country, news, at, duties)
        keep_news_row(contact, news, at, country=country)
    elif keep_news_row(contact, news, at, country=country):
        _add_arrival(contact, news, at)
    return contact


def keep_news_row(
    contact: Contact | None,
    news: News,
    at: datetime,
    *,
    country: str,
    of_order: bool = False,
) -> bool:
    """Keep the news in its table; return False where it was there already."""
    if CallNews.objects.filter(pk=news.id).exists():
        return False
    CallNews(
        id=news.id,
        contact=contact,
        country=country,
        call=news.call[:120],
        is_order=of_order,
        seq=news.seq,
        kind=news.kind,
        at=news.at,
        kept_at=at,
        target=news.target[:40],
        outcome=news.outcome,
    ).save(force_insert=True)
    return True


def _opened(
    country: str, news: News, at: datetime, duties: Duties | None = None
) -> Contact:
    line = line_named(country, news.line)
    rules = rules_of(line)
    rejected = rules.rejects or news.outcome is Outcome.MISSED_CALL
    channel = Channel.MISSED_CALL if rejected else Channel.CALL
    sign = _sign(news, channel, country)
    row = open_row(line=line, sign=sign, priority=rules.priority, at=at, duties=duties)
    if channel is Channel.CALL:
        return row
    # Nobody ever was on the line: somebody is asked to call back at once.
    gone = Happening(event=Event.HUNG_UP, at=at)
    return happen(reference=row.reference, happening=gone)


def _sign(news: News, channel: Channel, country: str) -> Sign:
    arrived = news.arrived
    return Sign(
        source_key=call_key(country, news.call),
        channel=channel,
        at=news.at,
        # Where we never heard of the arrival, the telephone may still know the number.
        known=arrived is None or not arrived.withheld,
        token=_token(arrived),
        sealed=_sealed(arrived),
    )


def _sealed(arrived: Arrived | None) -> Sealed:
    if arrived is None or arrived.wrap is None or arrived.number is None:
        return Sealed()
    return Sealed(record=arrived.record, wrap=arrived.wrap, number=arrived.number)


def _token(arrived: Arrived | None) -> bytes | None:
    return bytes.fromhex(arrived.token) if arrived and arrived.token else None


def _add_arrival(contact: Contact, news: News, at: datetime) -> None:
    """Keep who called, where we hear of it only after the rest of the call."""
    arrived = news.arrived
    if arrived is None:
        return
    known = not arrived.withheld
    call_back = call_back_of(contact.country, known=known, at=contact.opened_at)
    known_now = {"token": _token(arrived), "call_back": call_back}
    Contact.objects.filter(pk=contact.pk, token=None).update(**known_now)
    kept = keepable(_sealed(arrived))
    if kept.wrap is None or kept.record is None:
        return
    row_of(kept.wrap).save(force_insert=True)
    Said(
        record=kept.record,
        contact=contact,
        source_key=f"news:{news.id}",
        at=news.at,
        kept_at=at,
        number=kept.number,
    ).save(force_insert=True)
