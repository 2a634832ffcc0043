"""Handing over: ask to be relieved, take what others ask for, do it oneself after all."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.standby import access, actions
from payung.programme.standby.models import Swap


@require_POST
@signed_in
def ask(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask to be relieved of one of her shifts: of what is left of it."""
    check_role(actor, *KEYHOLDERS)
    shift = access.shift_for(actor, _uuid(request.POST.get("shift", "")))
    try:
        actions.ask_swap(actor=actor, shift=shift, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(
            request, _("The others are asked. Until one takes it, it stays yours.")
        )
    return redirect("duty")


@require_POST
@signed_in
def take(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take over what somebody asks to be relieved of."""
    check_role(actor, *KEYHOLDERS)
    swap = _swap(request, actor)
    try:
        actions.take_swap(actor=actor, swap=swap, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("It is yours now. Thank you."))
    return redirect("duty")


@require_POST
@signed_in
def withdraw(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say that she does it herself after all."""
    check_role(actor, *KEYHOLDERS)
    swap = _swap(request, actor)
    try:
        actions.withdraw_swap(actor=actor, swap=swap, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("You do it yourself. Nobody is asked any more."))
    return redirect("duty")


def _swap(request: HttpRequest, actor: Actor) -> Swap:
    typed = request.POST.get("swap", "")
    if not typed.isdecimal():
        raise access.NoSuchRoster(typed)
    return access.swap_for(actor, int(typed))


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise access.NoSuchRoster(typed) from None
