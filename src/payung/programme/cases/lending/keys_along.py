"""Which keys belong to a case or a note, and carrying them over to another team.

What hangs on a row is read from the models themselves, those of higher apps too: a key
that somebody forgot to list would stay with those who should no longer open it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from django.db import models

from payung.engines import sealed
from payung.programme.people.actors import Actor
from payung.programme.people.look_up import note_values
from payung.programme.people.models import IndexToken, RecordKey, Team
from payung.programme.people.stored_keys import row_of
from payung.programme.people.team_keys import epochs_of
from payung.programme.reports.opening import indexed_values


# What can be looked up in a record, told with its key; nothing where it stays shut.
ValuesOf = Callable[[sealed.RecordSecret], Iterable[tuple[str, str]]]
Path = tuple[str, ...]


def keys_of(row: models.Model, team: Team) -> list[RecordKey]:
    """Return the keys that belong to a row and to all that hangs on it, of one team."""
    names: set[UUID] = set()
    for model, path in _below(type(row)):
        for column in _uuid_columns(model):
            found = model._default_manager.filter(**{"__".join((*path, "pk")): row.pk})
            names.update(name for name in found.values_list(column, flat=True) if name)
    rows = RecordKey.objects.filter(record__in=names, team=team, shut=False)
    return list(rows.select_for_update().order_by("record"))


def unwrapped(
    *, actor: Actor, rows: Iterable[RecordKey]
) -> tuple[sealed.RecordSecret, ...]:
    """Return the keys that stored wraps hold; nothing they seal is opened.

    What a phone sent as a key and is none is shut for all. Raise Refused where the
    actor lacks the team's key of that epoch.
    """
    found = (_unwrapped(actor, row) for row in rows)
    return tuple(secret for secret in found if secret is not None)


def wrap_anew(*, secrets: Iterable[sealed.RecordSecret], keys: sealed.TeamKeys) -> None:
    """Keep record keys under another team's key, or its next one, and open nothing.

    What could be looked up by the earlier team's key no longer can: the next member at
    work makes that anew, with the new key of the team.
    """
    for secret in secrets:
        IndexToken.objects.filter(record=UUID(str(secret.record))).delete()
        row_of(sealed.wrap_within_team(secret, keys)).save(force_update=True)


def note_what_can_be_found(
    *, secrets: Iterable[sealed.RecordSecret], keys: sealed.TeamKeys
) -> None:
    """Let what can be looked up in these records be found by the team of these keys."""
    for secret in secrets:
        record_id = UUID(str(secret.record))
        note_values(keys=keys, record_id=record_id, values=_values(secret))


def models_that_follow(root: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the models whose keys go where the root's go, for a test."""
    return tuple(sorted(model._meta.label for model, _path in _below(root)))


def _unwrapped(actor: Actor, row: RecordKey) -> sealed.RecordSecret | None:
    try:
        return actor.unlocked.unwrap(row)
    except sealed.Refused:
        if row.epoch not in epochs_of(actor, row.team):
            raise
        # The key of that epoch is right, so what was sent is no key.
        RecordKey.objects.filter(pk=row.pk).update(shut=True)
        return None


def _values(secret: sealed.RecordSecret) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(indexed_values(secret))
    except sealed.Refused:
        return ()


def _below(root: type[models.Model]) -> Iterator[tuple[type[models.Model], Path]]:
    """Yield the root and every model that points at it, with the way back to it."""
    seen: set[type[models.Model]] = {root}
    waiting: list[tuple[type[models.Model], Path]] = [(root, ())]
    while waiting:
        model, path = waiting.pop(0)
        yield model, path
        for relation in model._meta.related_objects:
            other = relation.related_model
            if other in seen or relation.many_to_many or _has_own_door(other):
                continue
            seen.add(other)
            waiting.append((other, (relation.field.name, *path)))


def _has_own_door(model: type[models.Model]) -> bool:
    """Return whether a model says itself which team opens it: a note, a call, a run."""
    return any(field.name == "team" for field in model._meta.concrete_fields)


def _uuid_columns(model: type[models.Model]) -> list[str]:
    fields = model._meta.concrete_fields
    return [field.name for field in fields if isinstance(field, models.UUIDField)]
