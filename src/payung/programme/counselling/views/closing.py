"""Close a case: with its checks where somebody is counselled, as before elsewhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.cases.access import case_for
from payung.programme.cases.asking import ask
from payung.programme.cases.stages import Outcome
from payung.programme.counselling.closing import close_with_checks, supervisor_of
from payung.programme.counselling.entering import has_begun
from payung.programme.counselling.forms import CloseForm
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe


@unlocked
def close(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Close a case, with its reason and its checks."""
    case = case_for(actor, reference)
    counselled = has_begun(case)
    form = CloseForm(request.POST or None, counselled=counselled)
    if request.method == "POST" and form.is_valid():
        try:
            close_with_checks(
                actor=actor,
                case=case,
                outcome=Outcome(form.cleaned_data["outcome"]),
                checks=form.checks(),
                text=form.cleaned_data["text"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    said = _("It can be opened again. Tell the person that she can come back.")
    about = Ask(
        title=_("Close it"),
        button=_("Close it"),
        said=said,
        page="counselling/close.html",
        more={
            "counselled": counselled,
            "supervised": supervisor_of(case, but=actor.handle),
        },
    )
    return ask(request, case, form, about)
