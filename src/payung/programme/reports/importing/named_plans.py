"""Keep how a kind of file is read, by name, for the next one of its kind."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from payung.engines import sealed
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of, team_public
from payung.programme.reports.import_models import ColumnMapping

from . import kinds
from .mapping import ColumnPlan, read_plan


FIELD = "mapping.body"


class NoSuchPlan(NotHers):
    """There is no plan of this name for this actor."""


@transaction.atomic
def name_plan(
    *,
    actor: Actor,
    team: Team,
    form_id: str,
    name: str,
    plan: ColumnPlan,
    at: datetime,
) -> ColumnMapping:
    """Keep a plan under a name; an earlier one of this name is replaced."""
    ColumnMapping.objects.filter(team=team, form_id=form_id, name=name).delete()
    secret = sealed.new_record_secret(uuid4())
    row_of(sealed.wrap_for_team(secret, team_public(team))).save(force_insert=True)
    kept = ColumnMapping.objects.create(
        record=str(secret.record),
        country=actor.country,
        team=team,
        form_id=form_id,
        name=name,
        body=sealed.seal_field(secret, FIELD, plan.written()),
        made_at=at,
        made_by=actor.handle,
    )
    record(kinds.MAPPING, actor=actor, subject=str(kept.record), at=at)
    return kept


def named_plan(actor: Actor, form_id: str, name: str) -> ColumnPlan:
    """Return the plan of a name; raise NoSuchPlan."""
    kept = ColumnMapping.objects.filter(
        team__in=actor.teams, form_id=form_id, name=name
    ).first()
    if kept is None:
        raise NoSuchPlan(name)
    secret = actor.unlocked.secret(kept.record)
    return read_plan(sealed.open_field(secret, FIELD, kept.body))


def plan_names(actor: Actor, form_id: str) -> list[str]:
    """Return the names of the plans that she may use for a form."""
    found = ColumnMapping.objects.filter(team__in=actor.teams, form_id=form_id)
    return list(found.order_by("name").values_list("name", flat=True))
