"""Forms that waited on a phone, locked to the team: read, opened, kept once.

A page that opens without a network holds no key that opens anything. So what is typed
there is locked to the team's public key, and only an unlocked session here opens it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of

from .models import SentForm


# What waited longer was said on the day it arrives: a clock may be wrong by years.
LONGEST = timedelta(days=30)
MOST_FIELDS = 200


class NotReadable(ValueError):
    """What arrived is no locked form."""


class ArrivedAlready(CannotBe):
    """Another form arrived under this number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LockedForm:
    """A form as it arrives; `sent` is the phone's clock at that moment."""

    id: UUID
    wrap: sealed.Wrap
    envelope: sealed.Envelope
    sent: datetime
    digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A form opened: what it is, which row it is about, and what was typed."""

    what: str
    about: UUID | None
    at: datetime
    fields: tuple[tuple[str, str], ...] = field(repr=False)

    def data(self, key: UUID) -> QueryDict:
        """Return it as a form takes it, under its own number."""
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        data["key"] = str(key)
        return data


def read_locked(said: dict[str, Any]) -> LockedForm:
    """Return a message as its parts; raise NotReadable where one is not well-formed."""
    try:
        record, team = UUID(said["record"]), UUID(said["team"])
        epoch, box = int(said["epoch"]), str(said["sealed"])
        if not 0 < epoch < 2**31:
            raise NotReadable
        wrap = sealed.Wrap(
            kind=sealed.WrapKind.TO_PUBLIC_KEY,
            record=record,
            team=team,
            epoch=epoch,
            data=sealed.from_text(said["wrap"]),
        )
        wrap.check()
        return LockedForm(
            id=UUID(said["id"]),
            wrap=wrap,
            envelope=sealed.Envelope.read_text(box),
            sent=_moment(said["now"]),
            digest=hashlib.sha256(box.encode()).hexdigest(),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        raise NotReadable from None
    except (OSError, sealed.Refused):
        raise NotReadable from None


def opened(actor: Actor, locked: LockedForm, *, here: UUID, team: UUID) -> Typed:
    """Return what was typed; raise Refused, or NotReadable where it belongs elsewhere."""
    if locked.wrap.team != team:
        raise sealed.Refused
    keys = actor.unlocked.team(team, locked.wrap.epoch)
    secret = sealed.unwrap(locked.wrap, keys)
    text = sealed.open_field(secret, f"circle.waiting.{locked.id}", locked.envelope)
    try:
        said = json.loads(text)
        if UUID(said["here"]) != here:
            raise NotReadable
        pairs = [(str(name), str(value)) for name, value in said["fields"]]
        return Typed(
            what=str(said["what"]),
            about=UUID(said["about"]) if said["about"] else None,
            at=_moment(said["at"]),
            fields=tuple(pairs[:MOST_FIELDS]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, OSError):
        raise NotReadable from None


def said_on(locked: LockedForm, typed: Typed, *, country: str, at: datetime) -> date:
    """Return the day on which it was typed, whatever the phone's clock says."""
    ago = locked.sent - typed.at
    within = timedelta() <= ago <= LONGEST
    return day_of(country, at - ago if within else at)


@transaction.atomic
def is_new(locked: LockedForm, *, here: UUID, at: datetime) -> bool:
    """Return whether it arrives for the first time, and remember that it did.

    Raise ArrivedAlready where something else arrived under its number: what was changed
    after it had been stored must not be taken for stored. Call it in the transaction of
    the deed, so that what was refused counts as not arrived.
    """
    defaults = {"here": here, "digest": locked.digest, "at": at}
    row, new = SentForm.objects.get_or_create(pk=locked.id, defaults=defaults)
    if not new and (row.here, row.digest) != (here, locked.digest):
        raise ArrivedAlready(
            _(
                "It had arrived before you changed it, as it was then. Look at the page: "
                "what you changed is not in it. Write that down anew, then let this go."
            )
        )
    return new


def _moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(float(milliseconds) / 1000, UTC)
