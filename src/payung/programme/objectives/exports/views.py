"""The numbers of a report as files for other systems."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines.exchange import NothingToHand
from payung.programme.objectives.reports.access import READERS
from payung.programme.objectives.reports.donors_known import NoSuchDonor
from payung.programme.objectives.reports.views.reading import attached
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in

from .files import hand_on


@signed_in
def figures(request: HttpRequest, actor: Actor, number: int, kind: str) -> HttpResponse:
    """Give the numbers of a version in a shape that other systems read."""
    check_role(actor, *READERS)
    try:
        made = hand_on(actor=actor, number=number, kind=kind, at=timezone.now())
    except NothingToHand:
        messages.warning(request, _("None of these numbers can be handed on yet."))
        return redirect("donor-report-version", number=number)
    except NoSuchDonor:
        messages.warning(
            request,
            _(
                "This shape names the donor, whose file is gone or cannot be used. Take "
                "CSV or XLSX."
            ),
        )
        return redirect("donor-report-version", number=number)
    return attached(made.name, made.content_type, made.content)
