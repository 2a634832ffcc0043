"""Say that something was called off or moved by mistake: it is planned as before."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .actions import GRACE, NotAsItIs, cancel
from .models import Activity, Reason, State


# So long at least to write down that it was held, however long ago it was planned.
TIME_TO_WRITE = timedelta(days=1)


@transaction.atomic
def put_back(*, actor: Actor, activity: Activity, at: datetime) -> Activity:
    """Let it be planned again, on its own day; what took its place is called off.

    Raise NotAsItIs where it was not called off, or its place was taken and lived.
    """
    rows = Activity.objects.select_for_update(of=("self",))
    fresh = rows.get(pk=activity.pk)
    if fresh.state not in (State.CANCELLED, State.POSTPONED):
        raise NotAsItIs(
            _("Nobody has called this off or moved it. Look at the page again.")
        )
    _call_off_what_took_its_place(actor, fresh, at)
    fresh.state, fresh.reason, fresh.instead = State.PLANNED, "", None
    fresh.due_at = due_again(fresh, at)
    fresh.changed_at = at
    fresh.save()
    record(kinds.PUT_BACK, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


def due_again(activity: Activity, at: datetime) -> datetime:
    """Return when it counts as missed once it is planned again."""
    return max(activity.planned_end + GRACE, at + TIME_TO_WRITE)


def _call_off_what_took_its_place(actor: Actor, fresh: Activity, at: datetime) -> None:
    instead = fresh.instead
    if instead is None or instead.state == State.CANCELLED:
        return
    if instead.state not in (State.PLANNED, State.MISSED):
        raise NotAsItIs(
            _(
                "What took its place is written down already: “%(state)s”. "
                "Mend that one first."
            )
            % {"state": State(instead.state).label}
        )
    cancel(actor=actor, activity=instead, reason=Reason.OTHER, at=at)
