"""Make the key of a yes, and destroy it: nothing that lay under it opens again."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import uuid4

from django.db import transaction

from payung.engines import sealed
from payung.programme.cases.letting_go import let_go_of_files
from payung.programme.cases.models import Case
from payung.programme.people.actors import Actor
from payung.programme.people.models import RecordKey
from payung.programme.people.stored_keys import row_of
from payung.programme.people.wiping import emptied

from .lingering import wipe_log_at_once
from .models import Purpose, PurposeKey


def make_key(
    *,
    actor: Actor,
    case: Case,
    purpose: Purpose,
    ends_at: datetime | None,
    at: datetime,
) -> PurposeKey:
    """Make a key for a yes, kept by the team that keeps the key of the case."""
    key = PurposeKey(
        record=uuid4(), case=case, purpose=purpose, made_at=at, ends_at=ends_at
    )
    # Not `case.team`: a case that was set aside is opened by others than its team.
    held = RecordKey.objects.select_related("team").get(record=case.record)
    keys = actor.unlocked.team(held.team_id, held.team.epoch)
    secret = sealed.new_record_secret(key.record)
    row_of(sealed.wrap_within_team(secret, keys)).save(force_insert=True)
    key.save(force_insert=True)
    return key


def shred(case: Case, purpose: Purpose, *, at: datetime) -> bool:
    """Destroy the open key of a purpose with all it opens; return whether there was one.

    The caller's transaction holds both or neither. What stays says only that there
    was a permission and when it ended.
    """
    # Locked: whoever writes a name under it now has done so, or comes too late.
    keys = PurposeKey.objects.select_for_update()
    key = keys.filter(case=case, purpose=purpose, shut_at=None).first()
    if key is None:
        return False
    key.details.all().delete()
    RecordKey.objects.filter(record=key.record).delete()
    key.shut_at, key.lingers = at, True
    key.save(update_fields=["shut_at", "lingers"])
    # Robust: what was shredded stays shredded, and the sweeper comes back to the log.
    transaction.on_commit(wipe_log_at_once, robust=True)
    return True


def follow_in_files(case: Case, purpose: Purpose, *, by: str, at: datetime) -> None:
    """Let go of the files of a case where the permission to keep them is over."""
    if purpose is Purpose.EVIDENCE and let_go_of_files(case, by=by, at=at):
        transaction.on_commit(partial(emptied, "people_recordkey"), robust=True)
