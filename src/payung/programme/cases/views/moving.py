"""How a case goes on: its stage, its people, its notes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases import access, actions
from payung.programme.cases.asking import ask
from payung.programme.cases.forms import LinkForm, PersonForm, StageForm
from payung.programme.cases.stages import Stage
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.reports.access import NoSuchReport, report_for


@unlocked
def stage(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Choose the stage that follows."""
    case = access.case_for(actor, reference)
    form = StageForm(request.POST or None, now=Stage(case.stage))
    if request.method == "POST" and form.is_valid():
        chosen = Stage(form.cleaned_data["stage"])
        try:
            actions.change_stage(
                actor=actor, case=case, stage=chosen, at=timezone.now()
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    about = Ask(title=_("How does it go on?"), button=_("Keep"))
    return ask(request, case, form, about)


@unlocked
def people(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show who looks after a case, and let somebody else do so too."""
    case = access.case_for(actor, reference)
    now = case.members.filter(until=None).order_by("since", "pk")
    others = access.could_look_after(case).exclude(pk__in=now.values("person"))
    form = PersonForm(request.POST or None, people=others)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_member(
                actor=actor,
                case=case,
                person=form.cleaned_data["person"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    said = _("Everyone in the team can open it. This says who looks after it.")
    about = Ask(
        title=_("Who looks after it?"),
        button=_("Add"),
        said=said,
        page="cases/people.html",
        more={"members": list(now.values_list("person__handle", flat=True))},
    )
    return ask(request, case, form, about)


@require_POST
@unlocked
def end(
    request: HttpRequest, actor: Actor, reference: str, handle: str
) -> HttpResponse:
    """Say that somebody no longer looks after a case."""
    case = access.case_for(actor, reference)
    member = case.members.filter(until=None, person__handle=handle).first()
    if member is None:
        raise access.NoSuchCase(reference)
    actions.end_member(actor=actor, member=member, at=timezone.now())
    return redirect("case-people", case.reference)


@unlocked
def link(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Add another note to a case."""
    case = access.case_for(actor, reference)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["report"].strip().upper()
        try:
            report = report_for(actor, typed)
            actions.link_report(
                actor=actor, case=case, report=report, at=timezone.now()
            )
        except NoSuchReport:
            form.add_error(
                "report", _("There is no such note for you. Look at it once more.")
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    about = Ask(title=_("Add a note to it"), button=_("Add"))
    return ask(request, case, form, about)
