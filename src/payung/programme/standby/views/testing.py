"""The tests of phones: who answered of late, and a test at this moment."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from payung.programme.alerts.queries import line_is_open
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.roles import Role
from payung.programme.standby import access, drills
from payung.programme.standby.phones_page import SEE_TESTS, phones_page


@signed_in
def tests(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show how the phones of her country were answered."""
    check_role(actor, *SEE_TESTS)
    context = {
        "page": phones_page(actor.country, at=timezone.now()),
        "open": line_is_open(actor.country),
        "plans": access.may_plan(actor),
    }
    return render(request, "standby/tests.html", context)


@require_POST
@signed_in
def now(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Have the phones of all who are on call tested at once."""
    check_role(actor, Role.COORDINATOR)
    count = drills.try_phones_now(actor=actor, at=timezone.now())
    if count:
        said = ngettext(
            "One phone is tested now. Look again in ten minutes.",
            "%(count)s phones are tested now. Look again in ten minutes.",
            count,
        )
        messages.success(request, said % {"count": count})
    else:
        messages.warning(
            request, _("Nobody is on call with a phone now, so nothing was tested.")
        )
    return redirect("duty-tests")
