"""Set a visit: an activity that two of the team go to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.activities.actions import NewActivity
from payung.programme.activities.models import Activity, Kind
from payung.programme.activities.taking_up import take_up
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .models import OutreachVisit
from .pairs import NewVisit, check_pair
from .refusals import Closed


@transaction.atomic
def set_visit(
    *,
    actor: Actor,
    new: NewVisit,
    at: datetime,
    promise: UUID | None = None,
    key: UUID | None = None,
) -> OutreachVisit:
    """Set a visit of two; the same form again gives the one it made before.

    Raise OneAlone, NotOfTheTeam or Closed.
    """
    if new.venue.closed_at is not None:
        raise Closed(_("This place is closed. Choose another."), field="venue")
    check_pair(new.pair, team=new.venue.team)
    activity = take_up(actor=actor, new=activity_of(new, key=key), at=at, wish=new.wish)
    before = OutreachVisit.objects.filter(pk=activity.pk).first()
    if before is not None:
        return before
    return visit_in(actor=actor, activity=activity, new=new, promise=promise, at=at)


def activity_of(new: NewVisit, *, key: UUID | None = None) -> NewActivity:
    """Return a visit as an activity of its team."""
    return NewActivity(
        team=new.venue.team,
        kind=Kind.OUTREACH,
        start=new.starts_at,
        end=new.ends_at,
        site=new.venue.code,
        key=key,
        owner=new.pair.first,
    )


def visit_in(
    *,
    actor: Actor,
    activity: Activity,
    new: NewVisit,
    promise: UUID | None,
    at: datetime,
) -> OutreachVisit:
    """Hang the visit on an activity that is planned, inside its transaction."""
    visit = OutreachVisit.objects.create(
        activity=activity,
        venue=new.venue,
        promise=promise,
        first=new.pair.first,
        second=new.pair.second,
        purpose=new.purpose,
        # Of what was ticked off on the plan the two are out again.
        in_at=activity.held_start,
        out_at=activity.held_end,
    )
    record(kinds.SET, actor=actor, subject=new.venue.code, at=at)
    return visit
