"""Find records by an exact number or code, without keeping either readable."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from payung.engines import sealed

from .actors import Actor
from .models import Grant, IndexToken


def note_values(
    *, keys: sealed.TeamKeys, record_id: UUID, values: Iterable[tuple[str, str]]
) -> None:
    """Keep the tokens of a record's (field, value) pairs in place of earlier ones."""
    IndexToken.objects.filter(record=record_id).delete()
    IndexToken.objects.bulk_create(
        IndexToken(
            record=record_id,
            team_id=UUID(str(keys.team)),
            epoch=keys.epoch,
            field=field,
            token=sealed.index_token(keys, field, value),
        )
        for field, value in set(values)
    )


def records_with(actor: Actor, field: str, value: str) -> set[UUID]:
    """Return the records of the actor's teams whose field holds exactly this value."""
    found: set[UUID] = set()
    grants = Grant.objects.filter(member_id=actor.person_id)
    for team_id, epoch in grants.values_list("team_id", "epoch"):
        token = sealed.index_token(actor.unlocked.team(team_id, epoch), field, value)
        rows = IndexToken.objects.filter(team_id=team_id, field=field, token=token)
        found.update(rows.values_list("record", flat=True))
    return found
