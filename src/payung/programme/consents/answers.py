"""Add an answer to the row of answers of a case; what follows for its key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db.models import Max

from payung.engines import sealed
from payung.programme.cases.models import Case, Happened
from payung.programme.cases.timeline import add_line
from payung.programme.people.actors import Actor

from .models import Answer, Consent, How, Purpose
from .queries import holds, last_answer, open_key
from .shredding import follow_in_files, make_key, shred


LINES = {
    Answer.YES: Happened.SAID_YES,
    Answer.NO: Happened.SAID_NO,
    Answer.LATER: Happened.SAID_LATER,
    Answer.WITHDRAWN: Happened.TOOK_BACK,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """An answer as it was given. `witness` names somebody: it is sealed at once."""

    purpose: Purpose
    answer: Answer
    how: How | None = None
    language: str = ""
    witness: str = ""
    expires_at: datetime | None = None

    def __repr__(self) -> str:
        """Return nothing of who was there."""
        return f"<Said {self.purpose.value}>"


def witness_field(consent_id: UUID) -> str:
    """Return what the witness of one answer is sealed as."""
    return f"consents.witness.{consent_id}"


def append(
    *, actor: Actor, case: Case, said: Said, at: datetime, files_follow: bool = True
) -> Consent:
    """Add an answer to a case that the caller has locked; make or shred its key."""
    before = last_answer(case, said.purpose)
    row = _row(actor, case, said, at)
    row.save(force_insert=True)
    if said.answer is Answer.YES:
        _opened(actor, case, row, lasts=holds(before, at=at), at=at)
    else:
        had = shred(case, said.purpose, at=at)
        if files_follow and (had or said.answer is not Answer.LATER):
            follow_in_files(case, said.purpose, by=actor.handle, at=at)
    line = LINES[said.answer]
    add_line(actor=actor, case=case, kind=line, about=said.purpose.value, at=at)
    return row


def _opened(
    actor: Actor, case: Case, row: Consent, *, lasts: bool, at: datetime
) -> None:
    """Let a yes that still holds keep its key; give a new yes a key of its own."""
    purpose = Purpose(row.purpose)
    key = open_key(case, purpose)
    if lasts and key is not None:
        key.ends_at = row.expires_at
        key.save(update_fields=["ends_at"])
        return
    shred(case, purpose, at=at)
    make_key(actor=actor, case=case, purpose=purpose, ends_at=row.expires_at, at=at)


def _row(actor: Actor, case: Case, said: Said, at: datetime) -> Consent:
    row = Consent(
        id=uuid4(),
        case=case,
        number=_next_number(case),
        purpose=said.purpose,
        answer=said.answer,
        how=said.how or "",
        language=said.language,
        at=at,
        expires_at=said.expires_at,
        by=actor.handle,
    )
    if said.witness.strip():
        secret = actor.unlocked.secret(case.record)
        row.witness = sealed.seal_field(secret, witness_field(row.pk), said.witness)
    return row


def _next_number(case: Case) -> int:
    last = Consent.objects.filter(case=case).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
