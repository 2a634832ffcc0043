"""Write something down in counselling: one form, one deed, back to its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.cases.access import case_for
from payung.programme.cases.asking import ask
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.models import Case
from payung.programme.counselling import deciding, intake, planning, talking
from payung.programme.counselling.access import goal_in, need_in, option_in
from payung.programme.counselling.codes import (
    Choice,
    Dropped,
    GoalState,
    Priority,
    Risk,
    Sent,
    Service,
    SessionKind,
)
from payung.programme.counselling.forms import (
    DecisionForm,
    GoalEndForm,
    GoalForm,
    NeedForm,
    OptionForm,
    ReferralForm,
    RiskForm,
    SessionForm,
)
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe


@unlocked
def need(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down a need."""
    case = case_for(actor, reference)
    form = NeedForm(request.POST or None, initial={"priority": Priority.M72})

    def keep() -> object:
        typed = form.cleaned_data
        new = intake.NewNeed(
            service=Service(typed["service"]),
            priority=Priority(typed["priority"]),
            text=typed["text"],
        )
        return intake.add_need(actor=actor, case=case, new=new, at=timezone.now())

    return _written(request, case, form, keep, _("What she needs"))


@unlocked
def option(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down that something was explained to her."""
    case = case_for(actor, reference)
    form = OptionForm(request.POST or None)

    def keep() -> object:
        return deciding.explain_option(
            actor=actor,
            case=case,
            service=Service(form.cleaned_data["service"]),
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )

    return _written(request, case, form, keep, _("What you explained to her"))


@unlocked
def decision(
    request: HttpRequest, actor: Actor, reference: str, option_id: UUID
) -> HttpResponse:
    """Write down what she decides."""
    case = case_for(actor, reference)
    chosen = option_in(case, option_id)
    form = DecisionForm(request.POST or None)

    def keep() -> object:
        return deciding.decide(
            actor=actor,
            option=chosen,
            choice=Choice(form.cleaned_data["choice"]),
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )

    said = str(Service(chosen.service).label)
    return _written(request, case, form, keep, _("What she decides"), said=said)


@unlocked
def referral(
    request: HttpRequest, actor: Actor, reference: str, need_id: UUID
) -> HttpResponse:
    """Write down how it stands with a need."""
    case = case_for(actor, reference)
    chosen = need_in(case, need_id)
    form = ReferralForm(request.POST or None)

    def keep() -> object:
        at, service = timezone.now(), Service(chosen.service)
        permit = deciding.permit_for(actor=actor, case=case, service=service, at=at)
        return deciding.refer(
            permit,
            need=chosen,
            sent=Sent(form.cleaned_data["sent"]),
            text=form.cleaned_data["text"],
            at=at,
        )

    said = str(Service(chosen.service).label)
    return _written(request, case, form, keep, _("How it stands"), said=said)


@unlocked
def goal(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Add a goal to the plan."""
    case = case_for(actor, reference)
    first = {"due_at": timezone.now() + timedelta(days=7)}
    form = GoalForm(request.POST or None, zone=zone_of(case), initial=first)

    def keep() -> object:
        return planning.add_goal(
            actor=actor,
            case=case,
            text=form.cleaned_data["text"],
            due_at=form.cleaned_data["due_at"],
            at=timezone.now(),
        )

    return _written(request, case, form, keep, _("A goal of the plan"))


@unlocked
def goal_end(
    request: HttpRequest, actor: Actor, reference: str, goal_id: UUID
) -> HttpResponse:
    """Write down that a goal is reached or given up."""
    case = case_for(actor, reference)
    chosen = goal_in(case, goal_id)
    form = GoalEndForm(request.POST or None)

    def keep() -> object:
        typed, at = form.cleaned_data, timezone.now()
        if typed["state"] == GoalState.DONE:
            return planning.reach_goal(actor=actor, goal=chosen, at=at)
        return planning.drop_goal(
            actor=actor,
            goal=chosen,
            reason=Dropped(typed["dropped"]),
            text=typed["text"],
            at=at,
        )

    return _written(request, case, form, keep, _("How the goal ended"))


@unlocked
def session(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down a session."""
    case = case_for(actor, reference)
    first = {"held_at": timezone.now()}
    form = SessionForm(request.POST or None, zone=zone_of(case), initial=first)

    def keep() -> object:
        typed = form.cleaned_data
        new = talking.NewSession(
            held_at=typed["held_at"],
            kind=SessionKind(typed["kind"]),
            minutes=typed["minutes"],
            text=typed["text"],
        )
        return talking.record_session(
            actor=actor, case=case, new=new, at=timezone.now()
        )

    return _written(request, case, form, keep, _("A session"))


@unlocked
def risk(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down how great the danger is."""
    case = case_for(actor, reference)
    form = RiskForm(request.POST or None, zone=zone_of(case))

    def keep() -> object:
        typed = form.cleaned_data
        return talking.review_risk(
            actor=actor,
            case=case,
            level=Risk(typed["level"]),
            text=typed["text"],
            next_at=typed["next_at"],
            at=timezone.now(),
        )

    return _written(request, case, form, keep, _("How great the danger is"))


def _written(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    keep: Callable[[], object],
    title: str,
    *,
    said: str = "",
) -> HttpResponse:
    """Show a form, do its deed when it is sent, and go back to the page."""
    if request.method == "POST" and form.is_valid():
        try:
            keep()
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case-counselling", case.reference)
    about = Ask(
        title=title,
        button=_("Keep"),
        said=said,
        back=reverse("case-counselling", args=[case.reference]),
        back_word=_("Counselling"),
    )
    return ask(request, case, form, about)
