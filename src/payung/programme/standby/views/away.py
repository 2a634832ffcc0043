"""Days on which somebody is away: written down before, and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.standby import access, actions
from payung.programme.standby.duty_page import coming_leave
from payung.programme.standby.forms import LeaveForm
from payung.programme.standby.periods import days_span


@signed_in
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write down days off; whoever plans may write them down for somebody else."""
    check_role(actor, *KEYHOLDERS)
    form = LeaveForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.go_on_leave(
                actor=actor,
                span=days_span(actor.country, typed["first_day"], typed["last_day"]),
                person=typed.get("person"),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("It is kept. Nobody is planned for then."))
            return redirect("duty")
    about = Ask(
        title=_("Days off"),
        button=_("Keep"),
        back=reverse("duty"),
        back_word=_("Who is on call"),
    )
    return ask(request, form, about)


@require_POST
@signed_in
def end(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take days off back, or come back before they are over."""
    check_role(actor, *KEYHOLDERS)
    typed, at = request.POST.get("leave", ""), timezone.now()
    mine = coming_leave(actor, at)
    leave = mine.filter(pk=int(typed)).first() if typed.isdecimal() else None
    if leave is None:
        raise access.NoSuchRoster(typed)
    actions.end_leave(actor=actor, leave=leave, at=at)
    return redirect("duty")
