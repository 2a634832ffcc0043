"""What circles ask of one person and of her teams, for her first page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.programme.cases.queries import ToDo
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import teams_she_opens
from .codes import ActionState
from .models import ActionItem, Decision


AHEAD = timedelta(days=7)


def late_decisions(actor: Actor, *, on: date) -> QuerySet[Decision]:
    """Return what her circles decided, are past the day of, and have not accepted."""
    return Decision.objects.filter(
        group__team_id__in=teams_she_opens(actor),
        accepted_on=None,
        due_on__lt=on,
        withdrawn_at=None,
    )


def own_actions(actor: Actor, at: datetime, *, most: int = 10) -> tuple[ToDo, ...]:
    """Return what she said in a circle she would do, due within a week or late."""
    zone = pack_of(actor.country).zone()
    ends = (at + AHEAD).astimezone(zone).date()
    rows = ActionItem.objects.filter(
        who=actor.person_id,
        state=ActionState.OPEN,
        withdrawn_at=None,
        due_on__lte=ends,
        decision__group__team_id__in=teams_she_opens(actor),
    ).order_by("due_on", "at")
    return tuple(
        _line(row, datetime.combine(row.due_on, time.max, zone), at)
        for row in rows[:most]
    )


def _line(row: ActionItem, until: datetime, at: datetime) -> ToDo:
    """Return a line that says no more than that something was said in a circle."""
    return ToDo(
        title=_("What you said you would do"),
        second=_("From a circle"),
        when=until,
        url=reverse("circle-action-end", args=[row.pk]),
        kind="late" if until < at else "soon",
    )
