"""After somebody left: carry every record key over to the team's new epoch.

The work needs a member's open keys, so no worker can do it alone: each member who is
at work does a bit with every visit, and the row says how far it is. Stopping anywhere
is safe, because each record is either still old or wholly new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.engines import sealed
from payung.programme.journal.actions import record

from . import kinds
from .actors import Actor
from .look_up import note_values
from .models import RecordKey, Rewrapping, Team
from .stored_keys import row_of, wrap_of


# What can be looked up in one record, as (field, value): told by the app that keeps it.
ValuesOf = Callable[[sealed.RecordSecret], Iterable[tuple[str, str]]]


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
    values_of: ValuesOf,
    at: datetime,
    most: int = 500,
) -> Rewrapping:
    """Wrap up to `most` records anew; end the job when none is left.

    The tokens for exact look-up are made anew too: whoever left knows the old key.
    """
    job = Rewrapping.objects.select_for_update().get(pk=job.pk)
    team = Team.objects.get(pk=job.team_id)
    rows = list(_waiting(team).select_for_update().order_by("record")[:most])
    if job.ended_at is not None and not rows:
        return job
    for row in rows:
        _rewrap(actor, team, row, values_of)
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


def _rewrap(actor: Actor, team: Team, row: RecordKey, values_of: ValuesOf) -> None:
    old = actor.unlocked.team(team.pk, row.epoch)
    new = actor.unlocked.team(team.pk, team.epoch)
    try:
        wrap = sealed.rewrap(wrap_of(row), old=old, new=new)
    except sealed.Refused:
        # The key of that epoch is right, so what was sent is no key. One such note
        # must not keep all the others under a key that somebody left with.
        RecordKey.objects.filter(pk=row.pk).update(shut=True)
        return
    row_of(wrap).save(force_update=True)
    note_values(keys=new, record_id=row.record, values=_values(wrap, new, values_of))


def _values(
    wrap: sealed.Wrap, keys: sealed.TeamKeys, values_of: ValuesOf
) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(values_of(sealed.unwrap(wrap, keys)))
    except sealed.Refused:
        # Its key opens and a part of it does not: nothing there to look up.
        return ()
