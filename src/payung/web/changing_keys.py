"""Carry records over to a team's new key, a bit with every visit of whoever is at work."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.gateways.vault import FolderVault
from payung.programme.alerts.machine import put_in_memory
from payung.programme.cases.lending.tidying import tidy
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.rewrapping import (
    Keepers,
    left_over,
    rewrap_some,
    unfinished,
)
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.reports.opening import indexed_values
from payung.web.what_hangs_on_keys import HOLDERS


AT_ONCE = 200


def keepers() -> Keepers:
    """Return what every app that seals tells about its records."""
    return Keepers(
        values_of=indexed_values,
        holders=HOLDERS,
        vault=FolderVault(settings.VAULT),
    )


@require_POST
@unlocked
def go_on(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Do the next bit of an unfinished change of keys; say how many are left."""
    check_role(actor, *KEYHOLDERS)
    # Where somebody stands aside or a loan has ended, a member makes the new key now.
    tidy(actor=actor, at=timezone.now())
    job = unfinished(actor.teams)
    waiting = 0
    if job is not None:
        try:
            job = rewrap_some(
                actor=actor,
                job=job,
                keepers=keepers(),
                at=timezone.now(),
                most=AT_ONCE,
            )
        except sealed.Refused:
            # She was let in after the change and cannot do it: another member will.
            return HttpResponse(status=204)
        # A change of every key changes the machine's too; nobody could be rung.
        put_in_memory(actor=actor, at=timezone.now())
        waiting = left_over(job.team)
    return render(request, "reports/keys_go_on.html", {"waiting": waiting})
