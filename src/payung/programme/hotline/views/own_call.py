"""A call on her own phone, entered afterwards: four questions, the last two optional."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines.dispatch import Priority
from payung.programme.hotline.forms import OwnCallForm
from payung.programme.hotline.sheet.own_calls import OwnCall, enter
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of


@unlocked
def own_call(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter a call that came to her own phone."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    form = OwnCallForm(
        request.POST or None,
        zone=pack_of(actor.country).zone(),
        initial={"began_at": at},
    )
    team = teams_of(actor).first()
    if request.method == "POST" and team is not None and form.is_valid():
        typed = form.cleaned_data
        call = OwnCall(
            team=team,
            priority=Priority(typed["priority"]),
            began_at=min(typed["began_at"], at),
            number=typed["number"],
            note=typed["text"],
        )
        try:
            contact = enter(actor=actor, call=call, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("It is kept. You have it."))
            return redirect("call", contact.reference)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "in_no_team": team is None}
    return render(request, "hotline/own_call.html", context, status=status)
