"""What of an opened text somebody sees: masked words are blocks, but for coordinators.

Every page, paper or search that opens a text which can be masked asks here.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from payung.programme.people.actors import Actor
from payung.programme.people.roles import Role

from .models import Case, Loan, Mask, Masked


BLOCK = "█"


def as_seen(
    actor: Actor, case: Case, part: Masked, text: str, *, about: UUID | None = None
) -> str:
    """Return the text as she may read it."""
    if reads_behind_masks(actor, case):
        return text
    return covered(text, standing(case, part, about=about))


def as_anybody_sees(
    case: Case, part: Masked, text: str, *, about: UUID | None = None
) -> str:
    """Return the text as it may leave: masked for whoever reads it."""
    return covered(text, standing(case, part, about=about))


def reads_behind_masks(actor: Actor, case: Case) -> bool:
    """Return whether she is a coordinator of the case's own team, and no guest."""
    if not actor.has(Role.COORDINATOR):
        return False
    lent = Loan.objects.filter(case=case, person=actor.person_id, ended_at=None)
    return not lent.exists()


def standing(case: Case, part: Masked, *, about: UUID | None = None) -> QuerySet[Mask]:
    """Return the masks over one text that were not lifted."""
    return case.masks.filter(part=part, about=about, lifted_at=None)


def covered(text: str, masks: QuerySet[Mask]) -> str:
    """Return the text with a block for each character that a mask covers."""
    signs = list(text)
    for start, end in masks.values_list("start", "end"):
        stop = min(end, len(signs))
        signs[start:stop] = BLOCK * max(stop - start, 0)
    return "".join(signs)
