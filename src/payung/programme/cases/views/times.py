"""The arrest, the steps after it, and time that is not counted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines.clocks import Event
from payung.programme.cases import access, arrests
from payung.programme.cases.asking import ask, set_hidden
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.clock_readings import (
    pauses_that_matter,
    steps_that_matter,
)
from payung.programme.cases.forms import (
    ArrestForm,
    EndPauseForm,
    PauseForm,
    StepForm,
)
from payung.programme.cases.models import Arrest, Case, Pause, Step
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import unit_names


@unlocked
def taken(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down that somebody was taken, or correct what is written."""
    case = access.case_for(actor, reference)
    arrest = _current(case)
    form = _arrest_form(request, actor, case, arrest)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(actor, case, arrest, form)
        except CannotBe as refusal:
            say(form, refusal)
            if isinstance(refusal, arrests.ChangedMeanwhile) and arrest is not None:
                set_hidden(form, "version", str(arrest.version))
        else:
            return redirect("case", case.reference)
    title = _("Correct the times") if arrest else _("Somebody was taken")
    said = _said_now(arrest) if form.errors else ""
    return ask(request, case, form, Ask(title=title, button=_("Keep"), said=said))


@unlocked
def step(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down what happened after the arrest: clocks start and stop by it."""
    case = access.case_for(actor, reference)
    arrest = _current(case) or _last(case)
    form = StepForm(
        request.POST or None,
        zone=zone_of(case),
        steps=steps_that_matter(pack_of(case.country)),
        initial={"happened_at": timezone.now()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            arrests.record_step(
                actor=actor,
                arrest=arrest,
                event=Event(form.cleaned_data["event"]),
                happened_at=form.cleaned_data["happened_at"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    about = Ask(title=_("What has happened since"), button=_("Keep"))
    return ask(request, case, form, about)


@require_POST
@unlocked
def back(
    request: HttpRequest, actor: Actor, reference: str, step_id: int
) -> HttpResponse:
    """Take back a step that did not happen."""
    case = access.case_for(actor, reference)
    wrong = Step.objects.filter(pk=step_id, arrest__case=case).first()
    if wrong is None:
        raise access.NoSuchCase(reference)
    try:
        arrests.take_back_step(actor=actor, step=wrong, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case", case.reference)


@unlocked
def gap(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down a stretch that is not counted, or the end of one that goes on."""
    case = access.case_for(actor, reference)
    arrest = _current(case) or _last(case)
    going_on = arrest.pauses.filter(ended_at=None).order_by("began_at").first()
    form = _gap_form(request, case, going_on)
    if request.method == "POST" and form.is_valid():
        try:
            _keep_gap(actor, arrest, going_on, form)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case", case.reference)
    title = (
        _("When did the journey end?") if going_on else _("Time that is not counted")
    )
    return ask(request, case, form, Ask(title=title, button=_("Keep")))


def _arrest_form(
    request: HttpRequest, actor: Actor, case: Case, arrest: Arrest | None
) -> ArrestForm:
    stations = unit_names(actor.country, actor.language)
    initial: dict[str, object] = {}
    if arrest is not None:
        initial = {
            "taken_at": arrest.taken_at,
            "latest": arrest.taken_at_latest,
            "station": arrest.station,
            "version": arrest.version,
        }
        if arrest.station:
            stations.setdefault(arrest.station, arrest.station)
    return ArrestForm(
        request.POST or None, zone=zone_of(case), stations=stations, initial=initial
    )


def _keep(actor: Actor, case: Case, arrest: Arrest | None, form: ArrestForm) -> None:
    typed, at = form.cleaned_data, timezone.now()
    told = arrests.Taken(
        taken_at=typed["taken_at"],
        latest=typed["latest"],
        station=typed.get("station", ""),
    )
    if arrest is None:
        arrests.record_arrest(actor=actor, case=case, taken=told, at=at)
        return
    arrests.correct_arrest(
        actor=actor,
        arrest=arrest,
        taken=told,
        version=typed["version"] or 0,
        at=at,
    )


def _gap_form(
    request: HttpRequest, case: Case, going_on: Pause | None
) -> PauseForm | EndPauseForm:
    zone, now = zone_of(case), timezone.now()
    if going_on is not None:
        return EndPauseForm(request.POST or None, zone=zone, initial={"ended_at": now})
    kinds = pauses_that_matter(pack_of(case.country))
    if not kinds:
        raise access.NoSuchCase(case.reference)
    return PauseForm(request.POST or None, zone=zone, pauses=kinds)


def _keep_gap(
    actor: Actor,
    arrest: Arrest,
    going_on: Pause | None,
    form: PauseForm | EndPauseForm,
) -> None:
    typed, at = form.cleaned_data, timezone.now()
    if going_on is not None:
        arrests.end_pause(
            actor=actor, pause=going_on, ended_at=typed["ended_at"], at=at
        )
        return
    arrests.record_pause(
        actor=actor,
        arrest=arrest,
        kind=typed["kind"],
        began_at=typed["began_at"],
        ended_at=typed["ended_at"],
        at=at,
    )


def _current(case: Case) -> Arrest | None:
    return case.arrests.filter(released_at=None).order_by("-taken_at").first()


def _last(case: Case) -> Arrest:
    arrest = case.arrests.order_by("-taken_at").first()
    if arrest is None:
        raise access.NoSuchCase(case.reference)
    return arrest


def _said_now(arrest: Arrest | None) -> str:
    if arrest is None:
        return ""
    zone = pack_of(arrest.case.country).zone()
    return _("Kept until now: %(taken)s.") % {
        "taken": f"{arrest.taken_at.astimezone(zone):%d.%m.%Y, %H:%M}"
    }
