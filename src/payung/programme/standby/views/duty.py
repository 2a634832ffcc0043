"""One's own duty: am I on, who is asked now, and what one tap says."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.standby import access, actions
from payung.programme.standby.duty_page import duty_page, unsure_shifts
from payung.programme.standby.phones_page import may_see_tests


@signed_in
def duty(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show whether she is on, who is asked now, and what she can say about it."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    context = {
        "page": duty_page(actor, at=at),
        "at": at,
        "plans": access.may_plan(actor),
        "tests": may_see_tests(actor),
    }
    return render(request, "standby/duty.html", context)


@require_POST
@signed_in
def unreachable(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Note that she cannot be reached from now on; this is never refused."""
    check_role(actor, *KEYHOLDERS)
    actions.say_unreachable(actor=actor, at=timezone.now())
    messages.success(request, _("Others are asked instead of you. Take care."))
    return redirect("duty")


@require_POST
@signed_in
def back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Note that she can be reached again."""
    check_role(actor, *KEYHOLDERS)
    actions.say_back(actor=actor, at=timezone.now())
    messages.success(request, _("Good to have you back."))
    return redirect("duty")


@require_POST
@signed_in
def confirm(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say that she will be there, for all her coming shifts."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    periods = access.periods_of(actor).filter(
        pk__in=unsure_shifts(actor, at).values("period")
    )
    count = sum(
        actions.confirm_shifts(actor=actor, period=period, at=at) for period in periods
    )
    if count:
        said = ngettext(
            "You said that you will be there. One shift is sure now.",
            "You said that you will be there. %(count)s shifts are sure now.",
            count,
        )
        messages.success(request, said % {"count": count})
    return redirect("duty")
