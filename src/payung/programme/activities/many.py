"""Plan many things at once, as a plan does: one write and one line in the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .actions import EndsBeforeItBegins, NewActivity, row_of_new
from .models import Activity


@transaction.atomic
def plan_many(
    *, actor: Actor, news: Sequence[NewActivity], at: datetime
) -> list[Activity]:
    """Plan what has no note, in the order given; raise EndsBeforeItBegins."""
    if any(new.end <= new.start for new in news):
        raise EndsBeforeItBegins(
            _("This ends before it begins. Look at the two times."), field="end"
        )
    made = Activity.objects.bulk_create(row_of_new(actor, new, at) for new in news)
    if made:
        team = str(news[0].team.pk)
        record(kinds.PLANNED_MANY, actor=actor, subject=team, at=at, count=len(made))
    return made
