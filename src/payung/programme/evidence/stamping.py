"""Ask for time stamps, later where nobody can be reached now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from payung.engines.bundles import DigestList, digest_list
from payung.gateways.witness import NotWitnessed, Stamp, Witness
from payung.programme.cases.custody_events import add_event, links_of
from payung.programme.cases.models import Custody, Evidence
from payung.programme.journal.actions import record

from . import kinds
from .models import StampRequest


# Whoever asks has this long; then another may, for the first may have died.
LEASE = timedelta(minutes=2)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)


@transaction.atomic
def ask_for_stamp(evidence: Evidence, *, at: datetime) -> StampRequest | None:
    """Queue a stamp for a file and its custody so far; None where one is queued.

    Without a chained event there is nothing to stamp yet: None as well.
    """
    locked = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    links = links_of(locked)
    if not links or locked.stamps.filter(token=None).exists():
        return None
    request = uuid4()
    listed = DigestList(
        request=request.hex, file=locked.digest, custody=links[-1].chain
    )
    return StampRequest.objects.create(
        id=request, evidence=locked, listed=digest_list(listed), made_at=at, due_at=at
    )


def stamp_due(witnesses: Sequence[Witness], *, at: datetime, most: int) -> int:
    """Ask for what is due, the longest waiting first; return how many were stamped."""
    if not witnesses:
        return 0
    due = StampRequest.objects.filter(token=None, due_at__lte=at).order_by("due_at")
    waiting = list(due.values_list("pk", "due_at")[:most])
    return sum(_asked(pk, due_at, witnesses, at) for pk, due_at in waiting)


def _asked(
    pk: UUID, due_at: datetime | None, witnesses: Sequence[Witness], at: datetime
) -> bool:
    ours = StampRequest.objects.filter(pk=pk, due_at=due_at, token=None)
    if not ours.update(due_at=at + LEASE):
        return False
    request = StampRequest.objects.get(pk=pk)
    why = ""
    for witness in witnesses:
        # Outside every transaction: an authority may take its time.
        try:
            stamp = witness.stamp(bytes(request.listed))
        except NotWitnessed as problem:
            why = problem.why
            continue
        return _keep(request, witness.name, stamp, at)
    _wait(request, why, at)
    return False


def _wait(request: StampRequest, why: str, at: datetime) -> None:
    wait = min(FIRST_WAIT * 2 ** min(request.tries, 12), LONGEST_WAIT)
    StampRequest.objects.filter(pk=request.pk, token=None).update(
        due_at=at + wait, tries=request.tries + 1, why=why
    )


@transaction.atomic
def _keep(request: StampRequest, name: str, stamp: Stamp, at: datetime) -> bool:
    kept = StampRequest.objects.filter(pk=request.pk, token=None).update(
        token=stamp.token,
        vouchers=stamp.vouchers,
        stamped_at=stamp.at,
        authority=name,
        due_at=None,
        tries=request.tries + 1,
        why="",
    )
    if not kept:
        # Another asked when our lease was over, and was quicker.
        return False
    evidence = Evidence.objects.select_related("case").get(pk=request.evidence_id)
    program = kinds.Program()
    add_event(
        evidence=evidence,
        kind=Custody.STAMPED,
        by=program.handle,
        digest=evidence.digest,
        at=at,
        about=hashlib.sha256(bytes(request.listed)).hexdigest(),
    )
    record(kinds.STAMPED, actor=program, subject=evidence.case.reference, at=at)
    return True
