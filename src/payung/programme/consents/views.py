"""The pages of permissions: ask one thing at a time, take back with one press."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases.access import NoSuchCase, case_for
from payung.programme.cases.asking import ask
from payung.programme.cases.case_page import zone_of
from payung.programme.cases.letting_go import kept_files
from payung.programme.cases.models import Case
from payung.programme.cases.views.case import opened as shown
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.reports.access import reports_of

from . import deeds, showing
from .ages import age_of, child_sentence, say_age
from .consent_page import (
    history_of,
    next_unasked,
    number_of,
    purpose_numbered,
    question_of,
    questions_of,
)
from .details import kept, set_detail
from .forms import AnswerForm, DetailForm
from .models import Age, Answer, Detail, How, Purpose
from .opening import is_open, opened


@signed_in
def consents(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show the ten questions and her answers; asks first whether she is of age."""
    case, at = case_for(actor, reference), timezone.now()
    age, questions = age_of(case), questions_of(case, at=at)
    hers = reports_of(actor).filter(linked__case=case)
    context = {
        "case": case,
        "zone": zone_of(case),
        "questions": questions,
        "next_one": next((one for one in questions if not one.said), None),
        "history": history_of(case),
        "age": age,
        "child": child_sentence() if age is Age.CHILD else "",
        "notes": set(hers.values_list("reference", flat=True)),
    }
    return render(request, "consents/consents.html", context)


@require_POST
@unlocked
def age(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write down whether she is of age."""
    case = case_for(actor, reference)
    said = request.POST.get("age", "")
    if said not in Age.values:
        messages.warning(request, _("Press one of the two buttons."))
        return redirect("case-consents", reference)
    say_age(actor=actor, case=case, age=Age(said), at=timezone.now())
    return redirect("case-consents", reference)


@unlocked
def one(
    request: HttpRequest, actor: Actor, reference: str, number: int
) -> HttpResponse:
    """Ask one question; the button that is pressed is her answer."""
    case, at = case_for(actor, reference), timezone.now()
    purpose, how_old = _purpose(case, number), age_of(case)
    if how_old is None:
        messages.warning(request, _("Ask first how old she is."))
        return redirect("case-consents", case.reference)
    form = AnswerForm(request.POST or None, initial={"language": actor.language})
    if request.method == "POST" and form.is_valid():
        try:
            _keep(actor, case, purpose, request.POST.get("answer", ""), form)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return _go_on(case, purpose)
    about = Ask(
        title=_("Ask her"),
        button="",
        page="consents/one.html",
        more={
            "question": question_of(case, purpose, at=at),
            "zone": zone_of(case),
            "destroys": _destroys(case, purpose, at),
            "child": child_sentence() if how_old is Age.CHILD else "",
        },
    )
    return ask(request, case, form, about)


def _destroys(case: Case, purpose: Purpose, at: datetime) -> bool:
    """Return whether a no would destroy something: files may be kept before she is asked."""
    files = purpose is Purpose.EVIDENCE and kept_files(case).exists()
    return files or is_open(case, purpose, at=at)


@require_POST
@unlocked
def back(
    request: HttpRequest, actor: Actor, reference: str, number: int
) -> HttpResponse:
    """Take her yes back, with one press."""
    case = case_for(actor, reference)
    purpose = _purpose(case, number)
    try:
        deeds.withdraw(actor=actor, case=case, purpose=purpose, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("It is taken back. What was kept for it is gone."))
    return redirect("case-consents", case.reference)


@unlocked
def details(
    request: HttpRequest, actor: Actor, reference: str, number: int
) -> HttpResponse:
    """Keep what names her, for one purpose that she allowed."""
    case, at = case_for(actor, reference), timezone.now()
    purpose = _purpose(case, number)
    try:
        permit = opened(actor=actor, case=case, purpose=purpose, at=at)
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("case-consents", case.reference)
    form = DetailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, text = Detail(form.cleaned_data["kind"]), form.cleaned_data["text"]
        try:
            set_detail(permit, kind, text)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("case-details", case.reference, number)
    return ask(request, case, form, _about_details(case, purpose, number))


@require_POST
@unlocked
def show_detail(
    request: HttpRequest, actor: Actor, reference: str, number: int, kind: str
) -> HttpResponse:
    """Open one thing that names her."""
    case = case_for(actor, reference)
    purpose = _purpose(case, number)
    if kind not in Detail.values:
        raise NoSuchCase(reference)
    try:
        permit = opened(actor=actor, case=case, purpose=purpose, at=timezone.now())
    except CannotBe as refusal:
        return HttpResponse(refusal.sentence, status=409, content_type="text/plain")
    detail = Detail(kind)
    return shown(
        request, case, str(detail.label), lambda: showing.show_detail(permit, detail)
    )


@require_POST
@unlocked
def witness(
    request: HttpRequest, actor: Actor, reference: str, consent_id: UUID
) -> HttpResponse:
    """Open who else was there when she answered."""
    case = case_for(actor, reference)
    return shown(
        request,
        case,
        _("Who else was there"),
        lambda: showing.show_witness(
            actor=actor, case=case, consent_id=consent_id, at=timezone.now()
        ),
    )


def _purpose(case: Case, number: int) -> Purpose:
    found = purpose_numbered(number)
    if found is None:
        raise NoSuchCase(case.reference)
    return found


def _keep(
    actor: Actor, case: Case, purpose: Purpose, answer: str, form: AnswerForm
) -> None:
    typed, at = form.cleaned_data, timezone.now()
    how, language, witness = How(typed["how"]), typed["language"], typed["witness"]
    if answer == Answer.YES:
        deeds.give(
            actor=actor,
            case=case,
            purpose=purpose,
            how=how,
            language=language,
            witness=witness,
            expires_at=form.ends_at(zone_of(case)),
            at=at,
        )
        return
    others = {Answer.NO.value: deeds.refuse, Answer.LATER.value: deeds.postpone}
    if answer not in others:
        raise CannotBe(_("Press what she said: yes, no or later."))
    others[answer](
        actor=actor,
        case=case,
        purpose=purpose,
        how=how,
        language=language,
        witness=witness,
        at=at,
    )


def _go_on(case: Case, purpose: Purpose) -> HttpResponse:
    following = next_unasked(case, after=purpose, at=timezone.now())
    if following is None:
        return redirect("case-consents", case.reference)
    return redirect("case-consent", case.reference, following.number)


def _about_details(case: Case, purpose: Purpose, number: int) -> Ask:
    rows = sorted(kept(case, purpose).items(), key=lambda pair: pair[0].value)
    return Ask(
        title=_("What names her"),
        button=_("Keep"),
        said=question_of(case, purpose, at=timezone.now()).label,
        page="consents/details.html",
        more={
            "kept": [{"kind": kind, "at": since} for kind, since in rows],
            "number": number_of(purpose),
            "zone": zone_of(case),
        },
    )
