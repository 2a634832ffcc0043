"""Hand the phone round for a test, or type a whole test from paper."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
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
)
from payung.programme.learning.asked import asked_in
from payung.programme.learning.asking import Ask, ask, cannot_open
from payung.programme.learning.assessment_forms import PaperForm
from payung.programme.learning.choosing import language_choices
from payung.programme.learning.codes import Delivery, Entered, TestKind
from payung.programme.learning.refusals import CannotBe
from payung.programme.learning.rounds import open_round
from payung.programme.people.actors import Actor
from payung.programme.people.doors import unlocked
from payung.programme.people.key_sessions import end_key_session


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
        messages.warning(request, cannot_open())
        return redirect("learning-group", group.pk)
    # Whoever holds the phone next must find nothing of hers open.
    end_key_session(cookie=request.COOKIES.get(settings.KEY_COOKIE_NAME, ""))
    logout(request)
    response = redirect("learning-round", token)
    response.delete_cookie(settings.KEY_COOKIE_NAME, samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


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

    return ask(request, form, about, keep)


def _kind(kind: str) -> TestKind:
    try:
        return TestKind(kind)
    except ValueError:
        raise Http404 from None
