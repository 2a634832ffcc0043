"""The page of a case's proceedings: begin one, write its steps down, end it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines.proceedings import Body, Deed, StepKind, Track
from payung.programme.cases.access import NoSuchCase, case_for
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.stages import AT_REST, Stage
from payung.programme.cases.views.case import opened
from payung.programme.cases.words.tracks import step_words
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.places.queries import office_names
from payung.programme.proceedings import access, actions, showing, step_deeds
from payung.programme.proceedings.forms import CloseForm, OpenForm, StepForm
from payung.programme.proceedings.models import Proceeding
from payung.programme.proceedings.page import parts_of
from payung.programme.proceedings.tables import table
from payung.programme.proceedings.words import deed_label

from .keeping import ask_and_keep, pressed, version_in


DEEDS = {
    Deed.ASKED: step_deeds.ask_step,
    Deed.DONE: step_deeds.step_done,
    Deed.REFUSED: step_deeds.step_refused,
}


@signed_in
def page(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show every proceeding: what was done, what may be next, when the court meets."""
    case = case_for(actor, reference)
    context = {
        "case": case,
        "zone": zone_of(case),
        "parts": parts_of(actor, case, at=timezone.now()),
        "at_rest": Stage(case.stage) in AT_REST,
    }
    return render(request, "proceedings/proceedings.html", context)


@unlocked
def begin(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Begin a proceeding."""
    case = case_for(actor, reference)
    units = office_names(actor.country, actor.language)
    form = OpenForm(request.POST or None, units=units)

    def keep() -> None:
        typed = form.cleaned_data
        new = actions.NewProceeding(
            track=Track(typed["track"]),
            body=Body(typed["body"]),
            unit=typed.get("unit", ""),
            number=typed["number"],
        )
        actions.open_proceeding(actor=actor, case=case, new=new, at=timezone.now())

    about = Ask(title=_("What is to be done at an office?"), button=_("Begin"))
    return ask_and_keep(request, case, form, about, keep)


@unlocked
def step(
    request: HttpRequest,
    actor: Actor,
    reference: str,
    proceeding: UUID,
    code: str,
    deed: str,
) -> HttpResponse:
    """Write a step down: asked for, happened, or refused."""
    case = case_for(actor, reference)
    row = access.proceeding_in(case, proceeding)
    kind, what = _named(row, code, deed)
    first = {"moment": timezone.now(), "version": row.version}
    form = StepForm(
        request.POST or None, zone=zone_of(case), kind=kind, deed=what, initial=first
    )
    about = Ask(
        title=step_words(code),
        button=_("Keep"),
        said=deed_label(what, filed=kind.filed),
    )

    def keep() -> None:
        _keep(actor, row, code, what, form)

    return ask_and_keep(request, case, form, about, keep, row=row)


@require_POST
@unlocked
def step_back(
    request: HttpRequest, actor: Actor, reference: str, proceeding: UUID, code: str
) -> HttpResponse:
    """Take back the last thing that was written down of a step."""
    case = case_for(actor, reference)
    row = access.proceeding_in(case, proceeding)

    def deed() -> None:
        step_deeds.take_back(
            actor=actor,
            proceeding=row,
            code=code,
            key=request.POST.get("key", ""),
            version=version_in(request),
            at=timezone.now(),
        )

    return pressed(request, case, deed)


@unlocked
def close(
    request: HttpRequest, actor: Actor, reference: str, proceeding: UUID
) -> HttpResponse:
    """End a proceeding with its outcome."""
    case = case_for(actor, reference)
    row = access.proceeding_in(case, proceeding)
    first = {"version": row.version}
    form = CloseForm(request.POST or None, track=Track(row.track), initial=first)

    def keep() -> None:
        typed = form.cleaned_data
        actions.close_proceeding(
            actor=actor,
            proceeding=row,
            outcome=typed["outcome"],
            version=typed["version"],
            at=timezone.now(),
        )

    about = Ask(title=_("How did it end?"), button=_("End it"))
    return ask_and_keep(request, case, form, about, keep)


@require_POST
@unlocked
def reopen(
    request: HttpRequest, actor: Actor, reference: str, proceeding: UUID
) -> HttpResponse:
    """Take the end of a proceeding back."""
    case = case_for(actor, reference)
    row = access.proceeding_in(case, proceeding)

    def deed() -> None:
        actions.reopen_proceeding(
            actor=actor,
            proceeding=row,
            version=version_in(request),
            at=timezone.now(),
        )

    return pressed(request, case, deed)


@require_POST
@unlocked
def number(
    request: HttpRequest, actor: Actor, reference: str, proceeding: UUID
) -> HttpResponse:
    """Open the number of the file at the court or office."""
    case = case_for(actor, reference)
    row = access.proceeding_in(case, proceeding)
    return opened(
        request,
        case,
        _("Number of the file there"),
        lambda: showing.show_number(actor=actor, proceeding=row, at=timezone.now()),
    )


@require_POST
@unlocked
def note(
    request: HttpRequest, actor: Actor, reference: str, step_id: UUID
) -> HttpResponse:
    """Open what was written beside a step."""
    case = case_for(actor, reference)
    row = access.step_in(case, step_id)
    return opened(
        request,
        case,
        step_words(row.code),
        lambda: showing.show_note(actor=actor, step=row, at=timezone.now()),
    )


def _named(row: Proceeding, code: str, deed: str) -> tuple[StepKind, Deed]:
    kind = table().kinds.get(code)
    if kind is None or kind.track != row.track or deed not in set(Deed):
        raise NoSuchCase(row.case.reference)
    return kind, Deed(deed)


def _keep(actor: Actor, row: Proceeding, code: str, deed: Deed, form: StepForm) -> None:
    typed = form.cleaned_data
    by = typed.get("by", "")
    told = step_deeds.Written(
        code=code,
        moment=typed["moment"],
        result=typed.get("result", ""),
        by=Body(by) if by else None,
        note=typed["note"].strip(),
    )
    DEEDS[deed](
        actor=actor,
        proceeding=row,
        told=told,
        version=typed["version"],
        at=timezone.now(),
    )
