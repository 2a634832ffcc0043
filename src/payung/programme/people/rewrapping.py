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
    """Return the oldest unfinished change of keys of these teams, or None."""
    open_ones = Rewrapping.objects.filter(team_id__in=list(teams), ended_at=None)
    return open_ones.order_by("id").first()


def left_over(team: Team) -> int:
    """Return how many record keys still wait under an earlier epoch."""
    return RecordKey.objects.filter(team=team, epoch__lt=team.epoch).count()


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
    if job.ended_at is not None:
        return job
    team = Team.objects.get(pk=job.team_id)
    rows = RecordKey.objects.filter(team=team, epoch__lt=team.epoch)[:most]
    for row in rows:
        _rewrap(actor, team, row, values_of)
        job.done += 1
    if not RecordKey.objects.filter(team=team, epoch__lt=team.epoch).exists():
        job.ended_at = at
        subject = str(team.pk)
        record(kinds.REWRAPPED, actor=actor, subject=subject, at=at, records=job.done)
    job.save()
    return job


@transaction.atomic
def keep_within_team(*, actor: Actor, record_id: UUID) -> None:
    """Keep the key of a record just opened under the team's own: small and quick."""
    row = RecordKey.objects.select_for_update().filter(record=record_id).first()
    if row is None or row.kind == sealed.WrapKind.WITHIN_TEAM.value:
        return
    keys = actor.unlocked.team(row.team_id, row.epoch)
    row_of(sealed.wrap_within_team(sealed.unwrap(wrap_of(row), keys), keys)).save()


def _rewrap(actor: Actor, team: Team, row: RecordKey, values_of: ValuesOf) -> None:
    old = actor.unlocked.team(team.pk, row.epoch)
    new = actor.unlocked.team(team.pk, team.epoch)
    wrap = sealed.rewrap(wrap_of(row), old=old, new=new)
    row_of(wrap).save(force_update=True)
    values = values_of(sealed.unwrap(wrap, new))
    note_values(keys=new, record_id=row.record, values=values)
