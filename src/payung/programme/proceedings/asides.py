"""Who stands aside from a case is not asked about its dates, nor heard if she answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from payung.programme.people.models import Person
from payung.programme.standby.panel_models import Conflict


def keep_from(people: Iterable[Person], about: str, *, at: datetime) -> None:
    """Let the panel know that these are not asked about this, nor heard if they answer."""
    for person in people:
        Conflict.objects.get_or_create(
            person=person, about=about, defaults={"declared_at": at}
        )
