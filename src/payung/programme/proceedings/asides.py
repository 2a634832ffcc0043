"""Who stands aside from a case: nobody asks her, and she is not told of its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from payung.programme.cases.models import Case, SteppedAside
from payung.programme.people.models import Person
from payung.programme.standby.panel_models import Conflict


def people_aside(case: Case) -> QuerySet[Person]:
    """Return who stands aside from a case, or said so of it to the panel."""
    here = SteppedAside.objects.filter(case=case, until=None).values("person")
    panel = Conflict.objects.filter(about=case.reference).values("person")
    return Person.objects.filter(pk__in=here) | Person.objects.filter(pk__in=panel)


def cases_aside(person_id: int) -> QuerySet[Case]:
    """Return the cases that somebody stands aside from."""
    here = SteppedAside.objects.filter(person=person_id, until=None).values("case")
    panel = Conflict.objects.filter(person=person_id).values("about")
    return Case.objects.filter(pk__in=here) | Case.objects.filter(reference__in=panel)


def keep_from(people: Iterable[Person], about: str, *, at: datetime) -> None:
    """Let the panel know that these are not asked about this, nor heard if they answer."""
    for person in people:
        Conflict.objects.get_or_create(
            person=person, about=about, defaults={"declared_at": at}
        )
