"""The pages on which a mistake is mended: somebody let in, a day, a sheet of paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from payung.programme.learning.access import (
    enrolment_for,
    group_for,
    session_for,
    sheet_for,
    taken_out_for,
)
from payung.programme.learning.answering import NewTest, questions_of
from payung.programme.learning.asked import asked_in
from payung.programme.learning.assessment_forms import MendForm
from payung.programme.learning.choosing import language_choices
from payung.programme.learning.codes import Delivery, Entered, TestKind, Why
from payung.programme.learning.forms import WithdrawForm
from payung.programme.learning.groups import put_day_back
from payung.programme.learning.leaving_out import leave_out
from payung.programme.learning.mending_sheets import (
    answers_of,
    mend_sheet,
    sheets_of,
    take_out_sheet,
    taken_out_of,
)
from payung.programme.learning.models import Assessment
from payung.programme.learning.pairing import digest_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe


@signed_in
def leave_one_out(
    request: HttpRequest, actor: Actor, group_id: UUID, number: int
) -> HttpResponse:
    """Leave somebody out who was let in by mistake; the reason stays."""
    found = enrolment_for(actor, group_id, number)
    form = WithdrawForm(request.POST or None)
    about = Ask(
        title=_("Number %(number)s counts no more") % {"number": number},
        back=reverse("learning-group", args=[group_id]),
        said=_(
            "On no day and in no number. Her number is given to nobody else, and the "
            "reason is kept. If she belongs here after all, let her in again."
        ),
        button=_("Leave her out"),
    )

    def keep() -> str:
        why = Why(form.cleaned_data["why"])
        leave_out(actor=actor, enrolment=found, why=why, at=timezone.now())
        return reverse("learning-group", args=[group_id])

    return ask_and_keep(request, form, about, keep)


@require_POST
@signed_in
def day_back(request: HttpRequest, actor: Actor, session: int) -> HttpResponse:
    """Let a day count again that was called off or moved by mistake."""
    found = session_for(actor, session)
    try:
        put_day_back(actor=actor, session=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("learning-group", found.group_id)
    messages.success(request, _("The day counts again. Write down who came."))
    return redirect("learning-day", found.pk)


@signed_in
def sheets(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Show the sheets of a group that were typed from paper."""
    group = group_for(actor, group_id)
    page = {
        "group": group,
        "sheets": sheets_of(group),
        "taken_out": taken_out_of(group),
    }
    return render(request, "learning/sheets.html", page)


@sensitive_post_parameters()
@unlocked
def sheet(request: HttpRequest, actor: Actor, test_id: UUID) -> HttpResponse:
    """Mend a sheet: it shows what was typed."""
    found = sheet_for(actor, test_id)
    form = MendForm(
        request.POST or None,
        languages=language_choices(actor),
        asked=asked_in(questions_of(found.group), found.language),
        initial={
            "kind": found.kind,
            "delivery": found.delivery,
            "language": found.language,
        },
        answers=answers_of(found),
    )
    about = Ask(
        title=_("Mend this sheet"),
        back=_sheets_of(found),
        said=_("What stood here before is kept beside it. Pairs are counted anew."),
        button=_("Keep it so"),
        page="learning/sheet.html",
        more={"test": found},
    )

    def keep() -> str:
        given = form.cleaned_data
        code = digest_of(actor, found.group, given["code"]) if given["code"] else ""
        new = NewTest(
            kind=TestKind(given["kind"]),
            delivery=Delivery(given["delivery"]),
            language=given["language"],
            code=code,
            answers=form.answers,
            entered=Entered.PAPER,
            key=given["key"],
        )
        mend_sheet(actor=actor, test=found, new=new, at=timezone.now())
        return _sheets_of(found)

    return ask_and_keep(request, form, about, keep)


@require_POST
@signed_in
def sheet_out(request: HttpRequest, actor: Actor, test_id: UUID) -> HttpResponse:
    """Take a sheet out; what stood in it is kept, and counts no more."""
    before = taken_out_for(actor, test_id)
    if before is not None:
        return redirect("learning-sheets", before.group_id)
    found = sheet_for(actor, test_id)
    back = _sheets_of(found)
    take_out_sheet(actor=actor, test=found, at=timezone.now())
    messages.success(request, _("This sheet counts no more."))
    return redirect(back)


def _sheets_of(test: Assessment) -> str:
    return reverse("learning-sheets", args=[test.group_id])
