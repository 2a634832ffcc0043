"""How she is reached: added, shown to herself alone, ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.alerts.models import Way, WayKind
from payung.programme.alerts.queries import line_is_open
from payung.programme.alerts.ways import (
    NoSuchWay,
    add_way,
    address_of,
    end_way,
    way_for,
)
from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import laid_open, stays_closed
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.standby.forms import WayForm


@unlocked
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a way to reach her."""
    check_role(actor, *KEYHOLDERS)
    form = WayForm(request.POST or None, initial={"kind": WayKind.CALL})
    if request.method == "POST" and form.is_valid():
        try:
            add_way(
                actor=actor,
                kind=WayKind(form.cleaned_data["kind"]),
                address=form.cleaned_data["address"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("It is kept, and locked."))
            return redirect("duty")
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "open": line_is_open(actor.country)}
    return render(request, "standby/way.html", context, status=status)


@require_POST
@unlocked
def end(request: HttpRequest, actor: Actor, way_id: UUID) -> HttpResponse:
    """Say that she is no longer reached this way."""
    end_way(actor=actor, way=_own(actor, way_id), at=timezone.now())
    messages.success(request, _("You are no longer reached this way."))
    return redirect("duty")


@require_POST
@unlocked
def show(request: HttpRequest, actor: Actor, way_id: UUID) -> HttpResponse:
    """Show her own number to herself, and to nobody else."""
    way = _own(actor, way_id)
    text = address_of(way)
    if text is None:
        said = _("The line is not open. Open it first, then look again.")
        return stays_closed(said)
    spelled = text.partition(":")[2] or text
    return laid_open(request, way.get_kind_display(), reverse("duty"), spelled)


def _own(actor: Actor, way_id: UUID) -> Way:
    """Return one of her own ways: a coordinator's door is wider, this page's is not."""
    way = way_for(actor, way_id)
    if way.person_id != actor.person_id:
        raise NoSuchWay(str(way_id))
    return way
