"""Hand the phone round for a test, or type a whole test from paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from payung.engines import sealed
from payung.programme.learning.access import group_for
from payung.programme.learning.answering import (
    NewTest,
    free_code,
    may_take,
    questions_of,
    take_test,
    test_of_form,
)
from payung.programme.learning.asked import asked_in
from payung.programme.learning.assessment_forms import PaperForm
from payung.programme.learning.choosing import language_choices
from payung.programme.learning.codes import Delivery, Entered, TestKind
from payung.programme.learning.rounds import open_round
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import could_not_open

from .handing_over import hand_over


@unlocked
def test(request: HttpRequest, actor: Actor, group_id: UUID, kind: str) -> HttpResponse:
    """Open a round and sign her out here: the phone goes to others now."""
    group, what = group_for(actor, group_id), _kind(kind)
    try:
        may_take(group, what)
        if request.method != "POST":
            page = {"group": group, "kind": what}
            return render(request, "learning/hand_over.html", page)
        token = open_round(actor=actor, group=group, kind=what, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("learning-group", group.pk)
    except sealed.Refused:
        messages.warning(request, could_not_open())
        return redirect("learning-group", group.pk)
    return hand_over(request, "learning-round", token)


@sensitive_post_parameters()
@unlocked
def paper(
    request: HttpRequest, actor: Actor, group_id: UUID, kind: str
) -> HttpResponse:
    """Type a whole test from paper."""
    group, what = group_for(actor, group_id), _kind(kind)
    asked = asked_in(questions_of(group), group.language)
    form = PaperForm(
        request.POST or None,
        languages=language_choices(actor),
        asked=asked,
        initial={"language": group.language},
    )
    back = reverse("learning-group", args=[group.pk])
    about = Ask(title=str(what.label), back=back, button=_("Keep this sheet"))

    def keep() -> str:
        given = form.cleaned_data
        if test_of_form(group, given["key"]) is not None:
            return request.path
        mark = free_code(actor=actor, group=group, kind=what, code=given["code"])
        new = NewTest(
            kind=what,
            delivery=Delivery(given["delivery"]),
            language=given["language"],
            code=mark,
            answers=form.answers,
            entered=Entered.PAPER,
            key=given["key"],
        )
        take_test(actor=actor, group=group, new=new, at=timezone.now())
        messages.success(request, _("The sheet is kept. Type the next one."))
        return request.path

    return ask_and_keep(request, form, about, keep)


def _kind(kind: str) -> TestKind:
    try:
        return TestKind(kind)
    except ValueError:
        raise Http404 from None
