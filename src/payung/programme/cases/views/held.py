"""Where somebody is held: brought from one place to the next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases import access
from payung.programme.cases.asking import ask
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.held_forms import HeldForm
from payung.programme.cases.models import Arrest, Case, HeldKind, HeldSpan
from payung.programme.cases.moves import Brought, record_held, take_back_held
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.places.queries import unit_names


@unlocked
def held(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down where she was brought."""
    case = access.case_for(actor, reference)
    arrest = _last(case)
    form = HeldForm(
        request.POST or None,
        zone=zone_of(case),
        stations=unit_names(actor.country, actor.language),
        initial={"began_at": timezone.now()},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        brought = Brought(
            kind=HeldKind(typed["kind"]),
            station=typed["station"],
            began_at=typed["began_at"],
            ended_at=typed["ended_at"],
        )
        try:
            record_held(actor=actor, arrest=arrest, brought=brought, at=timezone.now())
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    about = Ask(title=_("Brought to another place"), button=_("Keep"))
    return ask(request, case, form, about)


@require_POST
@unlocked
def back(
    request: HttpRequest, actor: Actor, reference: str, span_id: int
) -> HttpResponse:
    """Take back a place where she was not."""
    case = access.case_for(actor, reference)
    wrong = HeldSpan.objects.filter(pk=span_id, arrest__case=case).first()
    if wrong is None:
        raise access.NoSuchCase(reference)
    take_back_held(actor=actor, span=wrong, at=timezone.now())
    return redirect("case", case.reference)


def _last(case: Case) -> Arrest:
    """Return the arrest that goes on, or else the newest; raise NoSuchCase."""
    rows = case.arrests.order_by("-taken_at")
    arrest = rows.filter(released_at=None).first() or rows.first()
    if arrest is None:
        raise access.NoSuchCase(case.reference)
    return arrest
