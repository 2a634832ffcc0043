"""What an invented group did with its rights, asked three months after its course."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from uuid import uuid5

from payung.programme.learning.codes import Right
from payung.programme.learning.models import CourseGroup
from payung.programme.learning.using import NewUses, keep_uses
from payung.programme.people.actors import Actor


# Within so many days after the three months a group is asked.
SOON = 6


def ask_again(
    actor: Actor, group: CourseGroup, people: int, *, until: datetime
) -> None:
    """Keep what a group says once its three months are over; nothing before."""
    day = group.follow_up_on
    if day is None or day + timedelta(days=SOON) > until.date():
        return
    # Of its own: the numbers of the year do not hang on it.
    rng = random.Random(f"used {group.pk}")  # noqa: S311 (invented people)
    asked = rng.randint(people // 2, people)
    met = rng.randint(asked // 3, asked)
    used = rng.randint(met // 2, met)
    by_right = {right.value: rng.randint(0, used) for right in Right}
    new = NewUses(
        key=uuid5(group.pk, "used"),
        on=day + timedelta(days=rng.randint(0, SOON)),
        asked=asked,
        met=met,
        used=used,
        by_right={**by_right, Right.GROUND.value: used},
        totals_agreed=True,
    )
    keep_uses(actor=actor, group=group, new=new, at=until)
