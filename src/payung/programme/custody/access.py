"""Who may see who is held: whoever may see the case, and nobody else."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.programme.cases.access import case_for, cases_of
from payung.programme.cases.models import Arrest
from payung.programme.cases.stages import AT_REST
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor

from .models import OverdueDraft


class NoSuchHeld(NotHers):
    """Nobody is held here for this actor, or there is no such draft."""


def held_now(actor: Actor) -> QuerySet[Arrest]:
    """Return the arrests without a release in cases of hers that are worked on."""
    cases = cases_of(actor).exclude(stage__in=AT_REST)
    return Arrest.objects.filter(case__in=cases, released_at=None)


def held_anywhere() -> QuerySet[Arrest]:
    """Return the same for the sweeper, which has no case of its own to see."""
    rows = Arrest.objects.filter(released_at=None)
    return rows.exclude(case__stage__in=AT_REST)


def held_for(actor: Actor, reference: str) -> Arrest:
    """Return who is held now in a case of hers; raise NoSuchCase or NoSuchHeld."""
    case = case_for(actor, reference)
    arrest = held_now(actor).filter(case=case).order_by("-taken_at").first()
    if arrest is None:
        raise NoSuchHeld(reference)
    return arrest


def draft_for(actor: Actor, reference: str, draft_id: int) -> OverdueDraft:
    """Return a draft of a case of hers; raise NoSuchCase or NoSuchHeld."""
    case = case_for(actor, reference)
    rows = OverdueDraft.objects.select_related("case__team", "arrest")
    draft = rows.filter(case=case, pk=draft_id).first()
    if draft is None:
        raise NoSuchHeld(reference)
    return draft
