"""Somebody was let into a group by mistake: she counts no more, and the reason stays.

Her row is kept with the reason, and her number is given to nobody else. If leaving her
out was the mistake, she is let in again: card and code are free, and the days she came
to are ticked again.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.activities.models import Activity, State
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .attendance import settle
from .certificates import not_ended_for_others
from .codes import Why
from .models import CourseGroup, Enrolment
from .refusals import HasCertificate


@transaction.atomic
def leave_out(
    *, actor: Actor, enrolment: Enrolment, why: Why, at: datetime
) -> Enrolment:
    """Let somebody of a group count no more, on no day of it; raise HasCertificate.

    Sent twice, it is done once.
    """
    CourseGroup.objects.select_for_update().get(pk=enrolment.group_id)
    fresh = Enrolment.objects.select_related("group").get(pk=enrolment.pk)
    if fresh.withdrawn_at is not None:
        return fresh
    if fresh.papers and not not_ended_for_others(fresh):
        raise HasCertificate(
            _(
                "She has a certificate of this course. End it first: read the dots on "
                "her paper with this phone. Then leave her out."
            )
        )
    for activity in Activity.objects.filter(
        state=State.HELD, training__present__enrolment=fresh
    ):
        _uncount(activity, fresh)
    fresh.withdrawn_at, fresh.withdrawn_by, fresh.why = at, actor.handle, why
    fresh.completed_at = None
    fresh.save()
    settle(fresh.group)
    subject = str(fresh.group_id)
    record(kinds.LEFT_OUT, actor=actor, subject=subject, at=at, why=why.value)
    return fresh


def _uncount(activity: Activity, enrolment: Enrolment) -> None:
    """Take her out of those who came to a day: her card, or one of her category."""
    if enrolment.card_id is not None:
        activity.came.filter(card=enrolment.card_id).delete()
        return
    row = activity.came.filter(card=None, category=enrolment.category).first()
    if row is None:
        return
    row.count -= 1
    if row.count:
        row.save(update_fields=["count"])
    else:
        row.delete()
