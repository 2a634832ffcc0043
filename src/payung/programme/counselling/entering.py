"""The way into a deed of counselling: her yes to be helped, a case that is worked on."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from payung.programme.cases.models import Case
from payung.programme.cases.stages import AT_REST, Stage
from payung.programme.cases.tasks import AtRest
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import opened
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from .models import Counselling


class NotBegun(CannotBe):
    """Nobody has begun to counsel in this case."""


def enter(*, actor: Actor, case: Case, at: datetime) -> Case:
    """Return the case, locked; raise NotOpened, AtRest or NotBegun.

    Nobody is counselled who has not said yes to being helped.
    """
    fresh = allowed(actor=actor, case=case, at=at)
    if not has_begun(fresh):
        raise NotBegun(_("Begin first, on the page of counselling."))
    return fresh


def allowed(*, actor: Actor, case: Case, at: datetime) -> Case:
    """Return the case, locked, where she allows help; raise NotOpened or AtRest."""
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    opened(actor=actor, case=fresh, purpose=Purpose.SERVICE, at=at)
    if Stage(fresh.stage) in AT_REST:
        raise AtRest(_("Nobody works on this any more. Open it again first."))
    return fresh


def has_begun(case: Case) -> bool:
    """Return whether somebody is counselled in this case."""
    return Counselling.objects.filter(case=case).exists()
