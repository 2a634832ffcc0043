"""Correct what is said of a room, and open again one that was closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .models import OpeningRule, Site
from .refusals import EndsTooSoon, NotClosed
from .sites import ADDRESS, seal_apart


A_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What is said of a room; the address is sealed, "" where nobody wrote it down."""

    name: str
    area: str = ""
    address: str = field(default="", repr=False)


@transaction.atomic
def change_site(*, actor: Actor, site: Site, about: About, at: datetime) -> Site:
    """Correct name, district and address; its short name and its counts stay."""
    fresh = Site.objects.select_related("team").select_for_update(of=("self",))
    room = fresh.get(pk=site.pk)
    room.name, room.area = about.name, about.area
    _set_address(actor, room, about.address.strip())
    room.save(update_fields=["name", "area", "record", "address"])
    record(kinds.SITE_CHANGED, actor=actor, subject=room.code, at=at)
    return room


@transaction.atomic
def reopen_site(*, actor: Actor, site: Site, first: date, at: datetime) -> Site:
    """Let a closed room be open again from a day on, with the hours it had.

    From the day after its last day on it is as if it had never been closed. From a later
    day on, its hours pause: nothing was promised in between. Meetings that are due at a
    room each month do not pause. Raise NotClosed or EndsTooSoon.
    """
    room = Site.objects.select_for_update().get(pk=site.pk)
    if room.closed_on is None:
        raise NotClosed(_("This room is open. Look at the page again."))
    if first <= room.closed_on:
        raise EndsTooSoon(
            _("On this day it was still open. Choose a day after its last day."),
            field="first",
        )
    if first > room.closed_on + A_DAY:
        _pause_hours(room, room.closed_on, first)
    room.closed_on = None
    room.save(update_fields=["closed_on"])
    said = first.isoformat()
    record(kinds.SITE_REOPENED, actor=actor, subject=room.code, at=at, **{"from": said})
    return room


def _set_address(actor: Actor, room: Site, address: str) -> None:
    if not address:
        # The key stays: what hangs on it is told by the room's row.
        room.address = None
    elif room.record is None:
        room.record, room.address = seal_apart(actor, room.team, ADDRESS, address)
    else:
        secret = actor.unlocked.secret(room.record)
        room.address = sealed.seal_field(secret, ADDRESS, address)


def _pause_hours(room: Site, last: date, first: date) -> None:
    """End the hours that go on beyond `last`, and begin the same anew from `first`."""
    for rule in room.rules.all():
        if rule.from_on >= first or (rule.until_on and rule.until_on <= last):
            continue
        if rule.until_on is None or rule.until_on >= first:
            OpeningRule.objects.create(
                site=room,
                rule=rule.rule,
                opens=rule.opens,
                closes=rule.closes,
                from_on=first,
                until_on=rule.until_on,
                made_by=rule.made_by,
            )
        if rule.from_on <= last:
            rule.until_on = last
            rule.save(update_fields=["until_on"])
        else:
            rule.delete()
