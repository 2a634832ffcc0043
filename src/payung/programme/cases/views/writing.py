"""Write in a case: what happened, and what is to be done."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases import access, actions, showing, tasks
from payung.programme.cases.asking import ask
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.forms import NoteForm, TaskForm
from payung.programme.cases.models import Todo
from payung.programme.cases.views.case import opened
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe


@unlocked
def note(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write something down in the timeline."""
    case = access.case_for(actor, reference)
    form = NoteForm(request.POST or None, zone=zone_of(case))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_note(
                actor=actor,
                case=case,
                text=form.cleaned_data["text"],
                happened_at=form.cleaned_data["happened_at"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    about = Ask(title=_("Write something down"), button=_("Keep"))
    return ask(request, case, form, about)


@unlocked
def task(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Add something to do."""
    case = access.case_for(actor, reference)
    form = TaskForm(
        request.POST or None,
        zone=zone_of(case),
        people=access.could_look_after(case),
        initial={"due_at": timezone.now() + timedelta(days=1)},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        new = tasks.NewTask(
            kind=Todo(typed["kind"]),
            text=typed["text"],
            due_at=typed["due_at"],
            assigned_to=typed["assigned_to"],
        )
        try:
            tasks.add_task(actor=actor, case=case, new=new, at=timezone.now())
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    return ask(request, case, form, Ask(title=_("Something to do"), button=_("Keep")))


@require_POST
@unlocked
def done(
    request: HttpRequest, actor: Actor, reference: str, task_id: UUID
) -> HttpResponse:
    """Mark something as done."""
    case = access.case_for(actor, reference)
    chosen = access.task_in(case, task_id)
    try:
        tasks.finish_task(actor=actor, task=chosen, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case", case.reference)


@require_POST
@unlocked
def show_task(
    request: HttpRequest, actor: Actor, reference: str, task_id: UUID
) -> HttpResponse:
    """Open what exactly is to be done."""
    case = access.case_for(actor, reference)
    return opened(
        request,
        case,
        _("Something to do"),
        lambda: showing.show_task(
            actor=actor, case=case, task_id=task_id, at=timezone.now()
        ),
    )
