"""Where an attorney steps aside: she is not asked, and takes nothing on about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from payung.programme.people.actors import Actor
from payung.programme.standby.models import AttorneyAlert
from payung.programme.standby.panel_models import Conflict


def note_conflict(actor: Actor, abouts: Iterable[str], *, at: datetime) -> int:
    """Keep that she steps aside in these; return how many are new."""
    return sum(
        Conflict.objects.get_or_create(
            person_id=actor.person_id, about=about, defaults={"declared_at": at}
        )[1]
        for about in abouts
        if about
    )


def steps_aside(alert: AttorneyAlert) -> frozenset[str]:
    """Return who has declared a conflict in what an alert is about, by handle."""
    abouts = [each for each in (alert.about, alert.also_about) if each]
    rows = Conflict.objects.filter(about__in=abouts)
    return frozenset(rows.values_list("person__handle", flat=True))
