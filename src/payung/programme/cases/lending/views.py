"""Who may see a case: the page, stepping aside, lending, giving back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.cases.access import NoSuchCase, case_for
from payung.programme.cases.asking import ask
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.models import Case, Conflict, Loan
from payung.programme.people.access import person_for
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe

from .forms import AsideForm, LendForm, UntilForm
from .loans import NewLoan, end_loan, lend_case, lend_longer
from .stepping_aside import let_back, step_aside
from .who_page import could_borrow, who_page


A_WEEK = timedelta(days=7)


@unlocked
def who(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show who may see a case, and what can be done about it."""
    case = case_for(actor, reference)
    context = {
        "case": case,
        "page": who_page(actor, case),
        "zone": zone_of(case),
        "at": timezone.now(),
    }
    return render(request, "cases/who.html", context)


@unlocked
def aside(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Step aside: one form, one button, and she sees no more of it."""
    case = case_for(actor, reference)
    form = AsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            step_aside(
                actor=actor,
                case=case,
                reason=Conflict(form.cleaned_data["reason"]),
                words=form.cleaned_data["words"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        except sealed.Refused:
            say(form, CannotBe(_could_not()))
        else:
            messages.success(
                request, _("You stand aside. It is no longer in your list.")
            )
            return redirect("cases")
    said = _(
        "From that moment you see nothing of it any more, and what you had to do for it "
        "is anyone's. A coordinator can let you back in."
    )
    about = Ask(title=_("Step aside"), button=_("Step aside now"), said=said)
    return ask(request, case, form, about)


@require_POST
@unlocked
def back(
    request: HttpRequest, actor: Actor, reference: str, handle: str
) -> HttpResponse:
    """Let somebody see it again who stood aside."""
    case = case_for(actor, reference)
    person = person_for(actor, handle)
    try:
        let_back(actor=actor, case=case, person=person, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case-side", case.reference)


@unlocked
def lend(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Lend a case to somebody of another team, until a day."""
    case, at = case_for(actor, reference), timezone.now()
    form = LendForm(
        request.POST or None,
        zone=zone_of(case),
        people=could_borrow(actor, case),
        initial={"until": at + A_WEEK},
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        new = NewLoan(
            person=person_for(actor, typed["person"]),
            until=typed["until"],
            with_staff_notes=typed["with_staff_notes"],
        )
        try:
            lend_case(actor=actor, case=case, new=new, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        except sealed.Refused:
            say(form, CannotBe(_could_not()))
        else:
            return redirect("case-side", case.reference)
    said = _("She can open this one, and nothing else of the team.")
    about = Ask(title=_("Lend it"), button=_("Lend it"), said=said)
    return ask(request, case, form, about)


@unlocked
def longer(
    request: HttpRequest, actor: Actor, reference: str, loan_id: UUID
) -> HttpResponse:
    """Let a loan end on another day."""
    case = case_for(actor, reference)
    loan = _loan_in(case, loan_id)
    form = UntilForm(
        request.POST or None, zone=zone_of(case), initial={"until": loan.until}
    )
    if request.method == "POST" and form.is_valid():
        until, at = form.cleaned_data["until"], timezone.now()
        try:
            lend_longer(actor=actor, loan=loan, until=until, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case-side", case.reference)
    title = _("Until when is it lent to %(name)s?") % {"name": loan.person.handle}
    return ask(request, case, form, Ask(title=title, button=_("Keep")))


@require_POST
@unlocked
def over(
    request: HttpRequest, actor: Actor, reference: str, loan_id: UUID
) -> HttpResponse:
    """End a loan now; whoever borrowed it gives it back so."""
    case = case_for(actor, reference)
    loan = _loan_in(case, loan_id)
    try:
        end_loan(actor=actor, loan=loan, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    if loan.person_id == actor.person_id:
        return redirect("cases")
    return redirect("case-side", case.reference)


def _loan_in(case: Case, loan_id: UUID) -> Loan:
    loan = case.loans.filter(pk=loan_id).first()
    if loan is None:
        raise NoSuchCase(case.reference)
    return loan


def _could_not() -> str:
    return _(
        "A key of it does not open for you, so it cannot be moved. Ask a member of the "
        "team to let you in anew."
    )
