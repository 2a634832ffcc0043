"""Say that something was held, called off or moved by mistake."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.activities.access import activity_for
from payung.programme.activities.forms import NotHeldForm
from payung.programme.activities.models import Activity, State
from payung.programme.activities.not_held import WhyNotHeld, say_not_held
from payung.programme.activities.putting_back import put_back
from payung.programme.activities.work import is_begun, work_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import unlocked


# What can be a mistake. Missed is found by rule, so nobody takes that back.
TAKEN_BACK = frozenset({State.HELD, State.CANCELLED, State.POSTPONED})


@unlocked
def mistake(request: HttpRequest, actor: Actor, activity: UUID) -> HttpResponse:
    """Let it be planned again; of what stood as held with the reason."""
    row = activity_for(actor, activity)
    if not is_mistakable(row):
        messages.warning(request, _("Nothing is to be taken back here."))
        return redirect("activity", row.pk)
    if row.state == State.HELD:
        return _not_held(request, actor, row)
    form = forms.Form(request.POST if request.method == "POST" else None)

    def keep() -> str:
        put_back(actor=actor, activity=row, at=timezone.now())
        return _told(request, row)

    said = _("It is planned again on its own day. What took its place is called off.")
    return ask_and_keep(request, form, _about(row, said), keep)


def is_mistakable(row: Activity) -> bool:
    """Return whether what was written down of it is taken back on this page."""
    work = work_of(row.kind)
    if work is None or not is_begun(row):
        return row.state in TAKEN_BACK
    return row.state == State.HELD and work.unheld is not None


def _not_held(request: HttpRequest, actor: Actor, row: Activity) -> HttpResponse:
    form = NotHeldForm(request.POST or None)

    def keep() -> str:
        why = WhyNotHeld(form.cleaned_data["why"])
        say_not_held(actor=actor, activity=row, why=why, at=timezone.now())
        return _told(request, row)

    said = _("It is planned again on its own day. Who came is counted no more.")
    return ask_and_keep(request, form, _about(row, said), keep)


def _told(request: HttpRequest, row: Activity) -> str:
    messages.success(request, _("It is planned again."))
    return reverse("activity", args=[row.pk])


def _about(row: Activity, said: str) -> Ask:
    return Ask(
        title=_("That was a mistake"),
        button=_("Take it back"),
        back=reverse("activity", args=[row.pk]),
        back_word=row.get_kind_display(),
        said=said,
    )
