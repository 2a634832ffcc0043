"""One activity, who came to it, and what was noted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.activities import actions, counters, showing
from payung.programme.activities.access import activity_for
from payung.programme.activities.categories import First
from payung.programme.activities.forms import HoldForm, hours_of, say
from payung.programme.activities.models import Activity, State
from payung.programme.activities.refusals import CannotBe
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.places.packs import pack_of


OPEN = frozenset({State.PLANNED, State.MISSED})


@signed_in
def show(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Show what is planned, what became of it, and who came."""
    row, at = activity_for(actor, activity), timezone.now()
    came = list(row.came.filter(card=None).values_list("category", "count"))
    cards = row.came.filter(card__isnull=False).count()
    context = {
        "row": row,
        "came": counters.in_words(came),
        "total": sum(count for _letters, count in came) + cards,
        "cards": cards,
        "is_open": row.state in OPEN,
        "is_held": row.state == State.HELD,
        "began": row.planned_start <= at,
        "was": row.first.first(),
    }
    return render(request, "activities/activity.html", context)


@unlocked
def hold(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Write down that it was held and who came; sent twice it counts once."""
    row, zone = activity_for(actor, activity), pack_of(actor.country).zone()
    form = HoldForm(request.POST or None, zone=zone, initial=_standing(row, actor))
    if request.method == "POST" and form.is_valid():
        started, ended = form.span()
        try:
            actions.hold(
                actor=actor,
                activity=row,
                started=started,
                ended=ended,
                came=counters.counted(
                    form.numbers(), form.cleaned_data["setting"] or "n"
                ),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Written down."))
            return redirect("activity", row.pk)
    context = {
        "row": row,
        "form": form,
        "before": _bound(form, First.NO),
        "first": _bound(form, First.YES),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "activities/hold.html", context, status=status)


@require_POST
@unlocked
def note(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Open what was noted: as text for the page's script, as a page without."""
    row = activity_for(actor, activity)
    try:
        text = showing.show_note(actor=actor, activity=row, at=timezone.now())
    except sealed.Refused:
        said = _("This could not be opened. Try again.")
        return HttpResponse(said, status=409, content_type="text/plain")
    if "text/plain" in request.headers.get("Accept", ""):
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    return render(request, "activities/note.html", {"row": row, "text": text})


def _standing(row: Activity, actor: Actor) -> dict[str, object]:
    zone = pack_of(actor.country).zone()
    started = row.held_start or row.planned_start
    numbers, setting = counters.standing(row)
    hours = hours_of(started, row.held_end or row.planned_end, zone)
    return {**hours, **numbers, "setting": setting}


def _bound(form: HoldForm, first: First) -> list[dict[str, object]]:
    """Return the counters as fields that can be drawn."""
    return [
        {
            "label": group.label,
            "fields": [(one.label, form[one.name]) for one in group.counters],
        }
        for group in counters.groups(first)
    ]
