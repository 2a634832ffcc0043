"""Write a place down, say how many work there, draw the way in, close it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.gateways.vault import Vault
from payung.programme.cases.evidence import GivenFile, refuse_file
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.people.stored_keys import row_of
from payung.programme.reports.references import next_reference

from . import kinds
from .busy import QUIET
from .codes import AlertKind, Attitude, Method, VenueKind
from .models import Venue, VenueAlert, VenueEstimate
from .refusals import Closed, EndsTooSoon, NotAPicture, NotInOrder


NAME, RISK, LETTER = "venue.name", "venue.risk", "V"


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What is said of a place; name and risk are sealed, the rest is coded."""

    kind: VenueKind
    name: str = field(repr=False)
    risk: str = field(default="", repr=False)
    area: str = ""
    busy: str = QUIET
    attitude: Attitude = Attitude.UNSURE
    interval_days: int = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """How many work there: at least, most likely, at most, and how that is known."""

    low: int
    point: int
    high: int
    method: Method
    on: date


def alert_field(alert: UUID) -> str:
    """Return the name that the words of one warning are bound to."""
    return f"venue.alert.{alert}"


@transaction.atomic
def add_venue(
    *, actor: Actor, team: Team, about: About, at: datetime, key: UUID | None = None
) -> Venue:
    """Write a place down under a key of its own and a code that says nothing.

    The same form again (`key`) gives the place that it made before.
    """
    # One after another: the same form may come twice at once.
    Team.objects.select_for_update().get(pk=team.pk)
    before = Venue.objects.filter(pk=key, team=team).first() if key else None
    if before is not None:
        return before
    secret = sealed.new_record_secret(uuid4())
    keys = actor.unlocked.team(team.pk, team.epoch)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    venue = Venue(
        id=key or uuid4(),
        code=next_reference(country=actor.country, year=at.year, letter=LETTER),
        country=actor.country,
        team=team,
        record=UUID(str(secret.record)),
        known_at=at,
        made_by=actor.handle,
    )
    _write(venue, secret, about)
    venue.save(force_insert=True)
    record(kinds.ADDED, actor=actor, subject=venue.code, at=at)
    return venue


@transaction.atomic
def change_venue(*, actor: Actor, venue: Venue, about: About, at: datetime) -> Venue:
    """Change what is said of a place; the words are sealed anew under its key."""
    fresh = _open_one(venue)
    _write(fresh, actor.unlocked.secret(fresh.record), about)
    fresh.save()
    record(kinds.CHANGED, actor=actor, subject=fresh.code, at=at)
    return fresh


@transaction.atomic
def close_venue(*, actor: Actor, venue: Venue, at: datetime) -> Venue:
    """Close a place: it is on no list any more, and its visits stay."""
    fresh = _open_one(venue)
    fresh.closed_at = at
    fresh.save(update_fields=["closed_at"])
    record(kinds.CLOSED, actor=actor, subject=fresh.code, at=at)
    return fresh


@transaction.atomic
def estimate_size(
    *, actor: Actor, venue: Venue, size: Size, at: datetime, key: UUID | None = None
) -> VenueEstimate:
    """Add an estimate, once for each form; the newest is the current one.

    Raise NotInOrder or Closed.
    """
    _open_one(venue)
    before = venue.estimates.filter(key=key).first() if key else None
    if before is not None:
        return before
    if not 0 <= size.low <= size.point <= size.high:
        raise NotInOrder(
            _("Write the least first, then the most likely, then the most."),
            field="point",
        )
    row = VenueEstimate.objects.create(
        key=key,
        venue=venue,
        low=size.low,
        point=size.point,
        high=size.high,
        method=size.method,
        on=size.on,
        by=actor.handle,
        stored_at=at,
    )
    record(kinds.SIZED, actor=actor, subject=venue.code, at=at)
    return row


@transaction.atomic
def warn(
    *,
    actor: Actor,
    venue: Venue,
    kind: AlertKind,
    words: str,
    expires_at: datetime,
    at: datetime,
    key: UUID | None = None,
) -> VenueAlert:
    """Warn whoever goes there next, until a moment; then it ends by itself.

    The same form again warns once. Raise EndsTooSoon or Closed.
    """
    _open_one(venue)
    before = venue.alerts.filter(pk=key).first() if key else None
    if before is not None:
        return before
    if expires_at <= at:
        raise EndsTooSoon(
            _("This is over already. Choose until when it holds."), field="expires_at"
        )
    row = VenueAlert(
        id=key or uuid4(),
        venue=venue,
        kind=kind,
        made_at=at,
        made_by=actor.handle,
        expires_at=expires_at,
    )
    if words:
        secret = actor.unlocked.secret(venue.record)
        row.words = sealed.seal_field(secret, alert_field(row.pk), words)
    row.save(force_insert=True)
    record(kinds.WARNED, actor=actor, subject=venue.code, at=at, what=kind.value)
    return row


def add_sketch(
    *, actor: Actor, venue: Venue, content: bytes, name: str, vault: Vault, at: datetime
) -> Venue:
    """Keep a picture of the way in, sealed; the one before is taken away."""
    media = _picture(content, name)
    secret, file = actor.unlocked.secret(venue.record), uuid4()
    vault.put(file, sealed.seal_stream(secret, file, [content]))
    try:
        before = _sketched(actor, venue, file, media, at)
    except BaseException:
        # No row names it: what lies in the vault would belong to nobody.
        vault.remove(file)
        raise
    if before is not None:
        vault.remove(before)
    venue.sketch, venue.sketch_media = file, media
    return venue


def sketch_of(
    *, actor: Actor, venue: Venue, vault: Vault, at: datetime
) -> Iterator[bytes]:
    """Yield the picture in clear; it is written down who looked. Refused if not hers."""
    secret = actor.unlocked.secret(venue.record)
    record(kinds.SHOWN, actor=actor, subject=venue.code, at=at, part="sketch")
    return _pieces(secret, venue, vault)


@transaction.atomic
def show_part(*, actor: Actor, venue: Venue, part: str, at: datetime) -> str:
    """Return name or risk in clear; it is written down who read it."""
    name = {"name": NAME, "risk": RISK}[part]
    secret = actor.unlocked.secret(venue.record)
    kept: sealed.Envelope | None = getattr(venue, part)
    record(kinds.SHOWN, actor=actor, subject=venue.code, at=at, part=part)
    return sealed.open_field(secret, name, kept) if kept else ""


@transaction.atomic
def show_alert(*, actor: Actor, alert: VenueAlert, at: datetime) -> str:
    """Return the words of a warning in clear; it is written down who read them."""
    secret = actor.unlocked.secret(alert.venue.record)
    record(kinds.SHOWN, actor=actor, subject=alert.venue.code, at=at, part="alert")
    words = alert.words
    return sealed.open_field(secret, alert_field(alert.pk), words) if words else ""


def _write(venue: Venue, secret: sealed.RecordSecret, about: About) -> None:
    venue.kind, venue.area, venue.busy = about.kind, about.area, about.busy
    venue.attitude, venue.interval_days = about.attitude, about.interval_days
    venue.name = sealed.seal_field(secret, NAME, about.name)
    venue.risk = sealed.seal_field(secret, RISK, about.risk) if about.risk else None


def _open_one(venue: Venue) -> Venue:
    fresh = Venue.objects.select_for_update(of=("self",)).get(pk=venue.pk)
    if fresh.closed_at is not None:
        raise Closed(_("This place is closed. Write it down anew if it opens again."))
    return fresh


def _picture(content: bytes, name: str) -> str:
    try:
        kind = refuse_file(GivenFile(name=name, shows="", content=content))
    except CannotBe as refusal:
        raise NotAPicture(refusal.sentence, field="file") from None
    if not kind.media.startswith("image/"):
        raise NotAPicture(
            _("Nothing was kept: this is not a picture. Photograph your drawing."),
            field="file",
        )
    return kind.media


@transaction.atomic
def _sketched(
    actor: Actor, venue: Venue, file: UUID, media: str, at: datetime
) -> UUID | None:
    fresh = _open_one(venue)
    before = fresh.sketch
    fresh.sketch, fresh.sketch_media = file, media
    fresh.save(update_fields=["sketch", "sketch_media"])
    record(kinds.SKETCHED, actor=actor, subject=fresh.code, at=at)
    return before


def _pieces(secret: sealed.RecordSecret, venue: Venue, vault: Vault) -> Iterator[bytes]:
    assert venue.sketch is not None  # noqa: S101 (for mypy)
    with closing(vault.open(venue.sketch)) as kept:
        reader = sealed.StreamReader(secret, venue.sketch, kept)
        yield from reader.read(0, reader.size)
