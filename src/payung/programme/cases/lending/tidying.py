"""The next member at work renews a side team's key, and brings along what came late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from payung.programme.cases.models import Case
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.side_teams import base_of
from payung.programme.people.side_teams import tidy as renew
from payung.programme.people.team_keys import epochs_of
from payung.programme.reports.models import Report

from .keys_along import keys_of, note_what_can_be_found, unwrapped, wrap_anew


@transaction.atomic
def tidy(*, actor: Actor, at: datetime) -> int:
    """Put every untidy side team of hers in order; return how many it were.

    A file or a note that was sent in the moment in which a case moved lies under the
    key of the team it left: whoever stands aside could open that.
    """
    hers = Team.objects.filter(pk__in=actor.side_teams).exclude(untidy_since=None)
    for team in hers.order_by("pk"):
        if epochs_of(actor, base_of(team)) and epochs_of(actor, team):
            _bring_along(actor, team)
    return renew(actor=actor, at=at)


def _bring_along(actor: Actor, team: Team) -> None:
    base, rows = base_of(team), []
    for case in Case.objects.filter(team=team):
        rows += keys_of(case, base)
    for report in Report.objects.filter(team=team):
        rows += keys_of(report, base)
    keys = actor.unlocked.team(team.pk, team.epoch)
    secrets = unwrapped(actor=actor, rows=rows)
    wrap_anew(secrets=secrets, keys=keys)
    note_what_can_be_found(secrets=secrets, keys=keys)
