"""One activity, who came to it, and what was noted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.activities import actions, counters, showing
from payung.programme.activities.access import activity_for
from payung.programme.activities.categories import First
from payung.programme.activities.forms import HoldForm, hours_of
from payung.programme.activities.models import Activity, State
from payung.programme.activities.rooms import rooms_of
from payung.programme.activities.taking_up import CAN_BE_BEGUN
from payung.programme.activities.work import (
    DoneElsewhere,
    is_begun,
    refuse_elsewhere,
    work_of,
)
from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import revealed
from payung.programme.places.packs import pack_of

from .mistakes import is_mistakable


OPEN = frozenset({State.PLANNED, State.MISSED})


@signed_in
def show(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Show what is planned, what became of it, and who came."""
    row, at = activity_for(actor, activity), timezone.now()
    heads = row.came.filter(card=None, by_card=False)
    came = list(heads.values_list("category", "count"))
    everybody = row.came.aggregate(n=Sum("count"))["n"] or 0
    cards = everybody - sum(count for _letters, count in came)
    rooms = {one.code: one.name for one in rooms_of(actor)}
    context = {
        **_elsewhere(row),
        "row": row,
        "room": rooms.get(row.site, row.site),
        "came": counters.in_words(came),
        "total": everybody,
        "cards": cards,
        "is_open": row.state in OPEN,
        "is_held": row.state == State.HELD,
        "mistakable": is_mistakable(row),
        "began": row.planned_start <= at,
        "was": row.first.first(),
    }
    return render(request, "activities/activity.html", context)


@unlocked
def hold(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Write down that it was held and who came; sent twice it counts once."""
    row, zone = activity_for(actor, activity), pack_of(actor.country).zone()
    try:
        refuse_elsewhere(row)
    except DoneElsewhere as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("activity", row.pk)
    form = HoldForm(request.POST or None, zone=zone, initial=_standing(row, actor))
    if request.method == "POST" and form.is_valid():
        started, ended = form.span()
        try:
            actions.hold_here(
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
    return revealed(
        request,
        _("What was noted"),
        reverse("activity", args=[row.pk]),
        lambda: showing.show_note(actor=actor, activity=row, at=timezone.now()),
    )


def _elsewhere(row: Activity) -> dict[str, object]:
    """Return where the work is begun or goes on; of a kind that no app carries out {}.

    `leaves`: it is moved and called off there too.
    """
    work = work_of(row.kind)
    if work is None:
        return {}
    begun = is_begun(row)
    can_begin = not begun and row.state in CAN_BE_BEGUN
    return {
        "work": work,
        "begun_at": work.page(row) if begun else "",
        "begin_at": work.begin(row) if can_begin else "",
        "leaves": begun and work.leave is not None,
    }


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
