"""What telephones report becomes what happened to a contact: once, in any order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from payung.engines.dispatch import (
    Event,
    Happening,
    NoDisposition,
    NotNow,
    NotTheOwner,
    State,
)
from payung.gateways.telephone import News, NewsKind
from payung.programme.hotline.accepting import join
from payung.programme.hotline.happening import happen
from payung.programme.hotline.lines import NoSuchLine, line_named, rules_of
from payung.programme.hotline.models import CallNews, Contact, Voicemail
from payung.programme.hotline.opening import Sealed, keepable
from payung.programme.hotline.proven import answered_call, person_at
from payung.programme.people.stored_keys import row_of

from .arriving import call_of, keep_news_row, take_call
from .order_news import order_news, order_of


REFUSALS = (NotNow, NotTheOwner, NoDisposition)


def keep_news(country: str, batch: Sequence[News], *, at: datetime) -> int:
    """Keep what a telephone reports, and return how many of it are kept: all.

    What was kept before, comes late, twice or out of order, or names nothing we know,
    changes nothing and raises nothing: a telephone would say it for ever.
    """
    for news in batch:
        try:
            _keep(country, news, at)
        except IntegrityError:
            # Another telephone line of work was quicker with the same news.
            _keep(country, news, at)
    return len(batch)


def _keep(country: str, news: News, at: datetime) -> None:
    if news.kind is NewsKind.ARRIVED:
        try:
            take_call(country=country, news=news, at=at)
        except NoSuchLine:
            _keep_alone(country, news, at)
        return
    with transaction.atomic():
        if CallNews.objects.filter(pk=news.id).exists():
            return
        order = order_of(country, news.call)
        if order is not None:
            keep_news_row(order.contact, news, at, country=country, of_order=True)
            order_news(order, news, at=at)
            return
        try:
            contact = call_of(country=country, news=news, at=at)
        except NoSuchLine:
            keep_news_row(None, news, at, country=country)
            return
        keep_news_row(contact, news, at, country=country)
        _apply(contact, news, at)


@transaction.atomic
def _keep_alone(country: str, news: News, at: datetime) -> None:
    keep_news_row(None, news, at, country=country)


def _apply(contact: Contact, news: News, at: datetime) -> None:
    match news.kind:
        case NewsKind.RINGING if contact.state == State.OPENED:
            _happen(contact, Event.STARTED, news, at)
        case NewsKind.ACCEPTED:
            _accepted(contact, news, at)
        case NewsKind.CALLER_GONE | NewsKind.ENDED:
            _happen(contact, Event.HUNG_UP, news, at)
        case NewsKind.RAISED:
            _happen(contact, Event.RAISED, news, at)
        case NewsKind.CHOSE:
            _chose(contact, news)
        case NewsKind.MESSAGE:
            _keep_voicemail(contact, news, at)
        case _:
            pass


def _accepted(contact: Contact, news: News, at: datetime) -> None:
    person = person_at(news.target)
    if not person:
        return
    moment = _moment(contact, news, at)
    answered_call(person, at=moment)
    try:
        join(contact=contact, person=person, at=moment)
    except REFUSALS:
        return


def _chose(contact: Contact, news: News) -> None:
    rules = rules_of(line_named(contact.country, contact.line))
    chosen = next((one for one in rules.menu if one.digit == news.digit), None)
    if chosen is not None:
        Contact.objects.filter(pk=contact.pk).update(area=chosen.area)


def _keep_voicemail(contact: Contact, news: News, at: datetime) -> None:
    left = news.voicemail
    if left is None or Voicemail.objects.filter(file=left.file).exists():
        return
    if left.record != contact.record and left.wrap is not None:
        kept = keepable(Sealed(record=left.record, wrap=left.wrap))
        if kept.wrap is not None:
            row_of(kept.wrap).save(force_insert=True)
    Voicemail(
        contact=contact,
        record=left.record,
        file=left.file,
        seconds=left.seconds,
        size=left.size,
        left_at=_moment(contact, news, at),
    ).save(force_insert=True)


def _happen(contact: Contact, event: Event, news: News, at: datetime) -> None:
    """Let it happen; what does not apply any more changes nothing."""
    happening = Happening(event=event, at=_moment(contact, news, at))
    try:
        happen(reference=contact.reference, happening=happening)
    except REFUSALS:
        return


def _moment(contact: Contact, news: News, at: datetime) -> datetime:
    """Return when it happened: never before the contact, never in the future."""
    return max(contact.opened_at, min(news.at, at))
