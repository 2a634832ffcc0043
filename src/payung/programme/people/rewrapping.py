"""After somebody left: carry every record key over to the team's new epoch.

The work needs a member's open keys, so no worker can do it alone: each member who is
at work does a bit with every visit, and the row says how far it is. Stopping anywhere
is safe, because each record is either still old or wholly new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.engines import sealed
from payung.gateways.vault import Vault
from payung.programme.journal.actions import record

from . import kinds
from .actors import Actor
from .holdings import Holders
from .look_up import note_values
from .models import RecordKey, Renewal, Rewrapping, Team
from .rekeying import rekey_record
from .stored_keys import row_of, wrap_of


# What can be looked up in one record, as (field, value): told by the app that keeps it.
ValuesOf = Callable[[sealed.RecordSecret], Iterable[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Keepers:
    """What the apps that seal tell: values to look up, what hangs on a key, the vault."""

    values_of: ValuesOf
    holders: Holders
    vault: Vault


def unfinished(teams: Iterable[UUID]) -> Rewrapping | None:
    """Return the newest change of keys of these teams that has work left, or None.

    A note that was begun before the change and sent after it comes late, under the
    earlier key: then even a change that was done has work again.
    """
    waiting = RecordKey.objects.filter(
        team=OuterRef("team"), epoch__lt=OuterRef("team__epoch"), shut=False
    )
    mine = Rewrapping.objects.filter(team_id__in=list(teams))
    return mine.filter(Q(ended_at=None) | Exists(waiting)).order_by("-id").first()


def left_over(team: Team) -> int:
    """Return how many record keys still wait under an earlier epoch."""
    return _waiting(team).count()


@transaction.atomic
def rewrap_some(
    *,
    actor: Actor,
    job: Rewrapping,
    keepers: Keepers,
    at: datetime,
    most: int = 500,
) -> Rewrapping:
    """Carry up to `most` records over; end the job when none is left.

    The tokens for exact look-up are made anew too: whoever left knows the old key.
    """
    job = Rewrapping.objects.select_for_update().get(pk=job.pk)
    team = Team.objects.get(pk=job.team_id)
    rows = list(_waiting(team).select_for_update().order_by("record")[:most])
    if job.ended_at is not None and not rows:
        return job
    for row in rows:
        _renew(actor, team, row, job, keepers)
        job.done += 1
    job.ended_at = None if _waiting(team).exists() else at
    job.save()
    if job.ended_at is not None:
        subject = str(team.pk)
        record(kinds.REWRAPPED, actor=actor, subject=subject, at=at, records=job.done)
    return job


@transaction.atomic
def keep_within_team(*, actor: Actor, record_id: UUID) -> None:
    """Keep the key of a record just opened under the team's own: small and quick."""
    row = RecordKey.objects.select_for_update().filter(record=record_id).first()
    if row is None or row.kind == sealed.WrapKind.WITHIN_TEAM.value:
        return
    keys = actor.unlocked.team(row.team_id, row.epoch)
    wrap = sealed.wrap_within_team(sealed.unwrap(wrap_of(row), keys), keys)
    row_of(wrap).save(force_update=True)


def _waiting(team: Team) -> QuerySet[RecordKey]:
    return RecordKey.objects.filter(team=team, epoch__lt=team.epoch, shut=False)


def _renew(
    actor: Actor, team: Team, row: RecordKey, job: Rewrapping, keepers: Keepers
) -> None:
    new = actor.unlocked.team(team.pk, team.epoch)
    try:
        wrap = _carried_over(actor, team, row, job, keepers)
    except sealed.Refused:
        # The key of that epoch is right, so what was sent is no key. One such note
        # must not keep all the others under a key that somebody left with.
        RecordKey.objects.filter(pk=row.pk).update(shut=True)
        return
    values = _values(wrap, new, keepers.values_of)
    note_values(keys=new, record_id=row.record, values=values)


def _carried_over(
    actor: Actor, team: Team, row: RecordKey, job: Rewrapping, keepers: Keepers
) -> sealed.Wrap:
    """Return the record's wrap under the new epoch, stored; with a new key if wanted."""
    if job.renewal == Renewal.KEYS:
        return _rekeyed_or_rewrapped(actor, team, row, keepers)
    return _rewrapped(actor, team, row)


def _rekeyed_or_rewrapped(
    actor: Actor, team: Team, row: RecordKey, keepers: Keepers
) -> sealed.Wrap:
    try:
        return rekey_record(
            actor=actor,
            team=team,
            row=row,
            holders=keepers.holders,
            vault=keepers.vault,
        )
    except sealed.Refused:
        # A part of it does not open: better its old key than losing the rest of it.
        return _rewrapped(actor, team, row)


def _rewrapped(actor: Actor, team: Team, row: RecordKey) -> sealed.Wrap:
    old = actor.unlocked.team(team.pk, row.epoch)
    new = actor.unlocked.team(team.pk, team.epoch)
    wrap = sealed.rewrap(wrap_of(row), old=old, new=new)
    row_of(wrap).save(force_update=True)
    return wrap


def _values(
    wrap: sealed.Wrap, keys: sealed.TeamKeys, values_of: ValuesOf
) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(values_of(sealed.unwrap(wrap, keys)))
    except sealed.Refused:
        # Its key opens and a part of it does not: nothing there to look up.
        return ()
