"""Somebody's own dates: where she goes, where nobody goes yet, and that she cannot."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.asking import ask, say
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.proceedings import access, going
from payung.programme.proceedings.forms import CannotForm
from payung.programme.proceedings.own_page import own_page
from payung.programme.standby.models import HandBackReason

from .hearings import cannot_ask


@signed_in
def dates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show where she goes and, to attorneys, where somebody is looked for."""
    check_role(actor, *KEYHOLDERS)
    page = own_page(actor, at=timezone.now())
    return render(request, "proceedings/dates.html", {"page": page})


@require_POST
@unlocked
def take(request: HttpRequest, actor: Actor, hearing: UUID) -> HttpResponse:
    """Go there instead; who comes second is told who goes."""
    row = access.open_date_for(actor, hearing)
    try:
        going.take_date(actor=actor, hearing=row, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("You go. It stands in your calendar."))
    return redirect("dates")


@unlocked
def cannot(request: HttpRequest, actor: Actor, hearing: UUID) -> HttpResponse:
    """Say that she cannot go; somebody else is looked for at once."""
    row = access.own_date_for(actor, hearing)
    form = CannotForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = HandBackReason(form.cleaned_data["why"])
        try:
            going.cannot_come(actor=actor, hearing=row, why=why, at=timezone.now())
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Others are asked now."))
            return redirect("dates")
    about = replace(
        cannot_ask(),
        title=_("I cannot go"),
        back=reverse("dates"),
        back_word=_("My dates"),
    )
    return ask(request, form, about)
