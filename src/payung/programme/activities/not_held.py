"""Say that something was written down as held by mistake: it is planned as before."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .actions import NotAsItIs
from .models import Activity, State
from .putting_back import due_again
from .work import is_begun, on_its_own_page, work_of


class WhyNotHeld(models.TextChoices):
    """Why something that stood as held was not. Only the journal keeps it."""

    NOT_HELD = "not_held", gettext_lazy("It was not held")
    ANOTHER = "another", gettext_lazy("Another one was meant")
    TWICE = "twice", gettext_lazy("It is written down twice")


@transaction.atomic
def say_not_held(
    *, actor: Actor, activity: Activity, why: WhyNotHeld, at: datetime
) -> Activity:
    """Let it be planned again, on its own day; who came to it is counted no more.

    Raise NotAsItIs where nobody wrote down that it was held, and CannotBe where its work
    does not let it go.
    """
    rows = Activity.objects.select_for_update(of=("self",))
    fresh = rows.get(pk=activity.pk)
    if fresh.state != State.HELD:
        raise NotAsItIs(
            _("Nobody has written down that this was held. Look at the page again.")
        )
    fresh.came.all().delete()
    fresh.held_start = fresh.held_end = None
    fresh.state, fresh.due_at, fresh.changed_at = (
        State.PLANNED,
        due_again(fresh, at),
        at,
    )
    fresh.save()
    if is_begun(fresh):
        _let_go(fresh)
    subject = str(fresh.pk)
    record(kinds.NOT_HELD, actor=actor, subject=subject, at=at, why=why.value)
    return fresh


def _let_go(activity: Activity) -> None:
    """Let its app take back what it wrote down of it; raise CannotBe."""
    work = work_of(activity.kind)
    if work is None or work.unheld is None:
        raise on_its_own_page()
    work.unheld(activity)
