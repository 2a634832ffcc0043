"""See one of ours at work: every critical line met within a year, or not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.models import Person, Team

from . import kinds
from .access import OBSERVERS
from .models import ChecklistLine, CourseVersion, Observation, ObservationMark
from .refusals import NotWritten


AGAIN_AFTER = timedelta(days=365)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewObservation:
    """Who was seen, by which checklist, on which day, and which lines were met."""

    team: Team
    person: Person
    version: CourseVersion
    on: date
    met: frozenset[int]
    key: UUID | None = None


@transaction.atomic
def observe(*, actor: Actor, new: NewObservation, at: datetime) -> Observation:
    """Keep what was seen; passed where every critical line was met; raise CannotBe."""
    check_role(actor, *OBSERVERS)
    if new.key is not None:
        before = Observation.objects.filter(key=new.key, team=new.team).first()
        if before is not None:
            return before
    lines = list(new.version.checklist.order_by("number"))
    if not any(line.critical for line in lines):
        raise NotWritten(
            _(
                "This course has no list of what must be seen. Write a version of it "
                "with lines that begin with “!”."
            ),
            field="version",
        )
    row = Observation.objects.create(
        key=new.key,
        country=actor.country,
        team=new.team,
        person=new.person,
        version=new.version,
        on=new.on,
        passed=meets_all(lines, new.met),
        again_on=new.on + AGAIN_AFTER,
        made_at=at,
        made_by=actor.handle,
    )
    ObservationMark.objects.bulk_create(
        ObservationMark(observation=row, line=line, met=line.number in new.met)
        for line in lines
    )
    record(kinds.SEEN, actor=actor, subject=str(row.pk), at=at)
    return row


def meets_all(lines: Collection[ChecklistLine], met: Collection[int]) -> bool:
    """Return whether every critical line is among the numbers that were met."""
    return all(line.number in met for line in lines if line.critical)


def observations_of(actor: Actor) -> QuerySet[Observation]:
    """Return what was seen in her teams, the newest first."""
    hers = Observation.objects.filter(team_id__in=tuple(actor.teams))
    rows = hers.filter(country=actor.country).select_related("person")
    return rows.order_by("-on", "person__handle")
