"""Close an account: keys, sessions and every roster she stands on, all at once."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases.lending.leaving import hand_on_all, last_who_can_open
from payung.programme.hotline.leaving import hand_on_all as hand_on_calls
from payung.programme.hotline.leaving import hold_all
from payung.programme.people import access, closing
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.models import Person, Team
from payung.programme.people.roles import Role
from payung.programme.people.side_teams import NobodyLeft
from payung.programme.standby.actions import leave_all_rosters


@require_POST
@unlocked
def close(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Close somebody's account: she is signed out everywhere, at once."""
    check_role(actor, Role.COORDINATOR)
    person = access.person_for(actor, request.POST.get("handle", ""))
    if request.POST.get("sure") != "yes":
        messages.error(request, _("Tick the box first. A closed account stays closed."))
        return redirect("people")
    given = request.POST.get("successor", "").strip()
    successor = access.people_of(actor).filter(handle=given).first()
    if given and (successor is None or successor == person):
        sentence = _("There is nobody here with the name %(name)s. Look once more.")
        messages.error(request, sentence % {"name": given[:40]})
        return redirect("people")
    try:
        left = _closed(actor, person, successor, timezone.now())
    except NobodyLeft as refusal:
        messages.error(request, last_who_can_open(refusal).sentence)
        return redirect("people")
    except closing.HerOwn:
        messages.error(request, _("Another coordinator has to close your account."))
        return redirect("people")
    if left:
        names = ", ".join(team.name for team in left)
        sentence = _("Her account is closed. Still take her out of: %(teams)s.")
        messages.warning(request, sentence % {"teams": names})
    return redirect("people")


@transaction.atomic
def _closed(
    actor: Actor, person: Person, successor: Person | None, at: datetime
) -> tuple[Team, ...]:
    """Close it, and take her off every roster: what she had is somebody else's."""
    hold_all(person.handle)
    left = closing.close_account(actor=actor, person=person, at=at)
    hand_on_all(actor=actor, leaver=person, successor=successor, at=at)
    leave_all_rosters(actor=actor, person=person, at=at)
    hand_on_calls(actor=actor, person=person, at=at)
    return left
