"""House rules that were broken: written down, listed, and opened one at a time."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import revealed
from payung.programme.safe_spaces import incidents
from payung.programme.safe_spaces.access import site_for
from payung.programme.safe_spaces.codes import Broken, Done
from payung.programme.safe_spaces.forms import IncidentForm
from payung.programme.safe_spaces.planned import day_at


A_PAGE = 10


@unlocked
def rules(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show the broken rules of a room, the newest first, and write one down."""
    site, at = site_for(actor, code), timezone.now()
    form = IncidentForm(request.POST or None, initial={"day": day_at(site, at)})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        written = incidents.NewIncident(
            key=typed["key"],
            day=typed["day"],
            broken=Broken(typed["broken"]),
            done=Done(typed["done"]),
            words=typed["words"],
        )
        try:
            incidents.write_incident(actor=actor, site=site, new=written, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-rules", site.code)
    rows = Paginator(site.incidents.order_by("-day", "-at"), A_PAGE)
    shown = rows.get_page(request.GET.get("page"))
    context = {"site": site, "form": form, "rows": shown}
    return render(request, "safe_spaces/rules.html", context)


@require_POST
@unlocked
def show(request: HttpRequest, actor: Actor, code: str, incident: UUID) -> HttpResponse:
    """Open what was written of one."""
    site = site_for(actor, code)
    return revealed(
        request,
        _("Written down"),
        reverse("safe-space", args=[site.code]),
        lambda: incidents.show_words(
            actor=actor, site=site, incident=incident, at=timezone.now()
        ),
    )
