"""Write a plan: begin it, write its lines, bring a spreadsheet in, approve it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.findings.periods import shifted
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.places.month_words import said
from payung.programme.places.packs import pack_of
from payung.programme.plans import access, bringing_in, drafting
from payung.programme.plans.forms import (
    BeginForm,
    LineForm,
    ProgrammeForm,
    SheetForm,
    shown,
)
from payung.programme.plans.models import PlanLine, PlanVersion, Programme
from payung.programme.plans.months import month_at, months_from
from payung.programme.plans.sheet_rows import COLUMNS


@signed_in
def programme(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write down the programme of the country, once; then a plan can be begun."""
    access.check_planner(actor)
    if _programme(actor) is not None:
        return redirect("plan-begin")
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        drafting.start_programme(actor=actor, at=timezone.now(), **form.cleaned_data)
        return redirect("plan-begin")
    return _ask(request, form, title=_("The programme"), button=_("Write it down"))


@signed_in
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a draft: a copy of the plan in force, or an empty one."""
    access.check_planner(actor)
    found = _programme(actor)
    if found is None:
        return redirect("plan-programme")
    form = BeginForm(request.POST or None, initial=_likely(actor))
    if request.method == "POST" and form.is_valid():
        try:
            drafting.begin_plan(
                actor=actor, programme=found, at=timezone.now(), **form.cleaned_data
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("plan-draft")
    return _ask(request, form, title=_("Begin a plan"), button=_("Begin"))


@signed_in
def draft(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the draft with its lines and what can be done with it."""
    version = _draft(actor)
    context = {
        "version": version,
        "lines": access.lines_of(actor, version),
        "last_month": shifted(version.first_month, version.months - 1),
    }
    return render(request, "plans/draft.html", context)


@signed_in
def new_line(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a line into the draft."""
    version = _draft(actor)
    form = _form(request, actor, version)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.add_line(
                actor=actor, version=version, new=form.line(), at=timezone.now()
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("plan-draft")
    return _ask(
        request, form, title=_("Add a line"), button=_("Add it"), back="plan-draft"
    )


@signed_in
def edit_line(request: HttpRequest, actor: Actor, line_id: UUID) -> HttpResponse:
    """Write a line of the draft anew."""
    access.check_planner(actor)
    line = access.line_for(actor, line_id)
    form = _form(request, actor, line.version, line)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.change_line(
                actor=actor, line=line, new=form.line(), at=timezone.now()
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("plan-draft")
    about = Ask(
        title=_("Change a line"),
        back=reverse("plan-draft"),
        back_word=_("Draft of the plan"),
        page="plans/change_line.html",
        more={"line": line},
    )
    return ask(request, form, about)


@require_POST
@signed_in
def line_out(request: HttpRequest, actor: Actor, line_id: UUID) -> HttpResponse:
    """Take a line out of the draft."""
    access.check_planner(actor)
    line = access.line_for(actor, line_id)
    try:
        drafting.take_line_out(actor=actor, line=line, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("plan")
    return redirect("plan-draft")


@signed_in
def bring_in(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring a spreadsheet in; name every row that has to be mended."""
    version = _draft(actor)
    form = SheetForm(request.POST or None, request.FILES or None)
    brought = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            brought = bringing_in.bring_plan_in(
                actor=actor,
                version=version,
                name=given.name,
                content=given.read(),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
    context = {"form": form, "brought": brought, "columns": COLUMNS.items()}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "plans/bring_in.html", context, status=status)


@require_POST
@signed_in
def approve(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put the draft in force; from then on it stays as it is."""
    access.check_approver(actor)
    try:
        drafting.approve_plan(actor=actor, version=_draft(actor), at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("plan-draft")
    messages.success(request, _("Approved. Put it into the calendar next."))
    return redirect("plan")


@require_POST
@signed_in
def discard(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Throw the draft away."""
    access.check_planner(actor)
    drafting.discard_plan(actor=actor, version=_draft(actor), at=timezone.now())
    return redirect("plan")


def _programme(actor: Actor) -> Programme | None:
    return Programme.objects.filter(country=actor.country).first()


def _draft(actor: Actor) -> PlanVersion:
    access.check_planner(actor)
    found = access.draft_of(actor)
    if found is None:
        raise access.NoSuchPlan("draft")
    return found


def _likely(actor: Actor) -> dict[str, object]:
    """Return the months after the plan in force, or from this month on."""
    now = access.plan_now(actor)
    if now is not None:
        return {"first_month": now.first_month, "months": now.months}
    zone = pack_of(actor.country).zone()
    return {"first_month": month_at(timezone.now(), zone)}


def _form(
    request: HttpRequest,
    actor: Actor,
    version: PlanVersion,
    line: PlanLine | None = None,
) -> LineForm:
    months = months_from(version.first_month, version.months)
    return LineForm(
        request.POST or None,
        actor=actor,
        months=[(month, said(month)) for month in months],
        initial=shown(line) if line else {},
    )


def _ask(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str = "plan",
) -> HttpResponse:
    about = Ask(title=title, button=button, back=reverse(back), back_word=_("The plan"))
    return ask(request, form, about)
