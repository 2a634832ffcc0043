"""Whether she is of age. Under 18 no form of permissions is used."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .models import Age, AgeSaid


class UnderEighteen(CannotBe):
    """No permission of a child is asked for with a form."""


def age_of(case: Case) -> Age | None:
    """Return what is known of her age: what was said here, or else in a note."""
    said = AgeSaid.objects.filter(case=case).first()
    if said is not None:
        return Age(said.age)
    bands = case.linked.values_list("report__incident__age_band", flat=True)
    found = {band for band in bands if band}
    if Age.CHILD.value in found:
        return Age.CHILD
    return Age.ADULT if found else None


def is_child(case: Case) -> bool:
    """Return whether she is known to be under 18, or may be."""
    return age_of(case) is Age.CHILD


def refuse_child(case: Case) -> None:
    """Raise UnderEighteen where she is under 18."""
    if is_child(case):
        raise UnderEighteen(child_sentence())


def child_sentence() -> str:
    """Return what to do instead of asking a child."""
    return _(
        "She is under 18, or may be. No permissions are asked for with a form. Keep "
        "her safe, call your coordinator now, and follow the steps for children."
    )


@transaction.atomic
def say_age(*, actor: Actor, case: Case, age: Age, at: datetime) -> AgeSaid:
    """Write down whether she is of age; the last word counts."""
    said, _new = AgeSaid.objects.update_or_create(
        case=case, defaults={"age": age, "at": at, "by": actor.handle}
    )
    record(kinds.AGE, actor=actor, subject=case.reference, at=at, age=age.value)
    return said
