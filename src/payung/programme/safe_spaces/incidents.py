"""Write down that a house rule was broken, and open again what was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor

from . import kinds
from .codes import Broken, Done
from .models import HouseRuleIncident, Site
from .planned import day_at
from .refusals import NotYet
from .sites import ADDRESS, seal_apart


WORDS = "safe_spaces.words"


class NoSuchWords(NotHers):
    """There are no such words at this room."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewIncident:
    """A house rule that was broken; `key` makes a form that is sent twice harmless."""

    day: date
    broken: Broken
    done: Done
    words: str = field(default="", repr=False)
    key: UUID | None = None


@transaction.atomic
def write_incident(
    *, actor: Actor, site: Site, new: NewIncident, at: datetime
) -> HouseRuleIncident:
    """Write an incident down; the same form again gives the one it made before."""
    before = HouseRuleIncident.objects.filter(site=site, key=new.key).first()
    if new.key is not None and before is not None:
        return before
    if new.day > day_at(site, at):
        raise NotYet(_("This is still to come. Choose the day it was."), field="day")
    row = HouseRuleIncident(
        key=new.key,
        site=site,
        day=new.day,
        broken=new.broken,
        done=new.done,
        at=at,
        by=actor.handle,
    )
    if new.words.strip():
        row.record, row.words = seal_apart(actor, site.team, WORDS, new.words)
    row.save(force_insert=True)
    record(kinds.RULE, actor=actor, subject=site.code, at=at, broken=row.broken)
    return row


@transaction.atomic
def show_words(*, actor: Actor, site: Site, incident: UUID, at: datetime) -> str:
    """Return what was written of an incident; raise NoSuchWords."""
    row = HouseRuleIncident.objects.filter(site=site, pk=incident).first()
    if row is None or row.record is None or row.words is None:
        raise NoSuchWords(str(incident))
    secret = actor.unlocked.secret(row.record)
    record(kinds.SHOWN, actor=actor, subject=site.code, at=at, what="rule")
    return sealed.open_field(secret, WORDS, row.words)


@transaction.atomic
def show_address(*, actor: Actor, site: Site, at: datetime) -> str:
    """Return where a room is; raise NoSuchWords where nobody wrote it down."""
    if site.record is None or site.address is None:
        raise NoSuchWords(site.code)
    secret = actor.unlocked.secret(site.record)
    record(kinds.SHOWN, actor=actor, subject=site.code, at=at, what="address")
    return sealed.open_field(secret, ADDRESS, site.address)
