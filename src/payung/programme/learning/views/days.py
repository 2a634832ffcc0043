"""The pages of one day: who came, or why it was not held."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.activities.models import Reason
from payung.programme.learning.access import session_for
from payung.programme.learning.attendance import Came, in_it, write_attendance
from payung.programme.learning.choosing import zone_of
from payung.programme.learning.forms import DayForm, NotHeldForm
from payung.programme.learning.groups import drop_day, move_day
from payung.programme.learning.models import TrainingSession
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in


@signed_in
def day(request: HttpRequest, actor: Actor, session: int) -> HttpResponse:
    """Tick who came; one button ticks all of them."""
    found = session_for(actor, session)
    planned = found.activity
    form = DayForm(
        request.POST or None,
        zone=zone_of(actor),
        initial={
            "started": planned.held_start or planned.planned_start,
            "ended": planned.held_end or planned.planned_end,
        },
    )
    here = set(found.present.values_list("enrolment__number", flat=True))
    numbers = list(
        in_it(found.group).order_by("number").values_list("number", flat=True)
    )
    ticked = _ticked(request, numbers) if request.method == "POST" else here
    about = Ask(
        title=_("Who came"),
        back=_group_of(found),
        button=_("Keep who came"),
        page="learning/day.html",
        more={
            "session": found,
            "numbers": [(number, number in ticked) for number in numbers],
        },
    )

    def keep() -> str:
        write_attendance(
            actor=actor,
            session=found,
            started=form.cleaned_data["started"],
            ended=form.cleaned_data["ended"],
            came=Came(numbers=frozenset(ticked), others=form.heads),
            at=timezone.now(),
        )
        messages.success(request, _("The day is written down."))
        return _group_of(found)

    return ask_and_keep(request, form, about, keep)


@signed_in
def not_held(request: HttpRequest, actor: Actor, session: int) -> HttpResponse:
    """Say why a day was not held, and when it will be instead."""
    found = session_for(actor, session)
    form = NotHeldForm(request.POST or None, zone=zone_of(actor))
    about = Ask(
        title=_("It was not held"),
        back=_group_of(found),
        button=_("Keep this"),
    )

    def keep() -> str:
        reason, start = Reason(form.cleaned_data["reason"]), form.cleaned_data["start"]
        at, planned = timezone.now(), found.activity
        if start is None:
            drop_day(actor=actor, session=found, reason=reason, at=at)
        else:
            end = start + (planned.planned_end - planned.planned_start)
            move_day(
                actor=actor, session=found, reason=reason, start=start, end=end, at=at
            )
        return _group_of(found)

    return ask_and_keep(request, form, about, keep)


def _ticked(request: HttpRequest, numbers: list[int]) -> set[int]:
    if "all" in request.POST:
        return set(numbers)
    given = set(request.POST.getlist("came"))
    return {number for number in numbers if str(number) in given}


def _group_of(session: TrainingSession) -> str:
    return reverse("learning-group", args=[session.group_id])
