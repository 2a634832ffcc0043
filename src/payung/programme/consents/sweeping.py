"""What must happen without anyone: a yes that came to its end loses its key."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from payung.programme.cases.models import Case
from payung.programme.journal.actions import record

from . import kinds
from .counting import COUNTED, follow_in_figures
from .lingering import anything_lingers, wipe_log
from .models import Purpose, PurposeKey
from .shredding import follow_in_files, shred


def sweep(*, at: datetime) -> int:
    """Shred every key whose yes has come to its end; return how many.

    It also empties the database's log of what was shredded while somebody was reading.
    """
    ended = PurposeKey.objects.filter(shut_at=None, ends_at__lte=at).order_by("ends_at")
    records = list(ended.values_list("record", flat=True))
    done = sum(_end(one, at) for one in records)
    if anything_lingers():
        wipe_log()
    return done


@transaction.atomic
def _end(record_id: UUID, at: datetime) -> bool:
    key = PurposeKey.objects.filter(record=record_id).select_related("case").first()
    if key is None:
        return False
    case = Case.objects.select_for_update().get(pk=key.case_id)
    # Looked at again under the lock: she may have said yes anew, or taken it back.
    key.refresh_from_db()
    if key.shut_at is not None or key.ends_at is None or key.ends_at > at:
        return False
    purpose = Purpose(key.purpose)
    shred(case, purpose, at=at)
    follow_in_files(case, purpose, by=kinds.PROGRAM.handle, at=at)
    if purpose in COUNTED:
        follow_in_figures(case, at=at)
    subject, about = case.reference, purpose.value
    record(kinds.EXPIRED, actor=kinds.PROGRAM, subject=subject, at=at, purpose=about)
    return True
