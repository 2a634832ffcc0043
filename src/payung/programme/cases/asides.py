"""Who stands aside from a case: said on its own page, or to the panel that asks lawyers."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from payung.programme.people.models import Person
from payung.programme.standby.panel_models import Conflict as AlertConflict

from .models import Case, SteppedAside


def people_aside(case: Case) -> QuerySet[Person]:
    """Return who stands aside from a case, or said so of it to the panel."""
    here = SteppedAside.objects.filter(case=case, until=None).values("person")
    panel = AlertConflict.objects.filter(about=case.reference).values("person")
    return Person.objects.filter(pk__in=here) | Person.objects.filter(pk__in=panel)


def cases_aside(person_id: int) -> QuerySet[Case]:
    """Return the cases that somebody stands aside from."""
    here = SteppedAside.objects.filter(person=person_id, until=None).values("case")
    panel = AlertConflict.objects.filter(person=person_id).values("about")
    return Case.objects.filter(pk__in=here) | Case.objects.filter(reference__in=panel)


def stands_aside(*, case: str) -> Q:
    """Return whether the `person` of a row stands aside; `case` is the way to its case."""
    here = SteppedAside.objects.filter(
        until=None, person=OuterRef("person"), case=OuterRef(case)
    )
    panel = AlertConflict.objects.filter(
        person=OuterRef("person"), about=OuterRef(f"{case}__reference")
    )
    return Q(Exists(here)) | Q(Exists(panel))
