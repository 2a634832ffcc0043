"""Promises: taken down in the meeting, read back, looked at later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.advocacy import access, promising, showing
from payung.programme.advocacy.codes import (
    Evidence,
    HowVerified,
    PromiseKind,
    Verdict,
    VerifiedBy,
    WhyWithdrawn,
)
from payung.programme.advocacy.forms import (
    PromiseForm,
    ReviewForm,
    WithdrawForm,
    unit_name,
)
from payung.programme.advocacy.language import language_now
from payung.programme.advocacy.ledger import line_of
from payung.programme.advocacy.models import AdvocacyMeeting, Promise
from payung.programme.advocacy.promise_page import page_data
from payung.programme.advocacy.refusals import NotAnyMore
from payung.programme.advocacy.rule import last_day
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep, done
from payung.programme.people.doors import unlocked
from payung.programme.people.revealing import revealed
from payung.programme.places.days import day_of


@unlocked
def take(request: HttpRequest, actor: Actor, activity_id: UUID) -> HttpResponse:
    """Take down a promise in the meeting; the script sends it again where it waited."""
    wants_data = "application/json" in request.headers.get("Accept", "")
    try:
        found = access.meeting_for(actor, activity_id)
    except NotHers:
        if wants_data and request.method == "POST":
            return _no_such_meeting(request)
        raise
    form = PromiseForm(
        request.POST or None,
        initial={"key": uuid4()},
        posts=found.unit.posts.filter(ended_on=None).order_by("title"),
        today=day_of(actor.country, timezone.now()),
    )
    if request.method == "POST":
        kept = done(form, lambda: _take(actor, found, form))
        if wants_data:
            return _answer(form, kept)
        if kept:
            return redirect("advocacy-meeting", activity_id)
    context = {
        "meeting": found,
        "unit": unit_name(found.unit, language_now()),
        "form": form,
        "quick": [form[name] for name in ("kind", "post", "due", "day", "read_back")],
        "slow": [form[name] for name in ("words", "reference", "verify")],
        "no_post": not form.fields["post"].queryset.exists(),  # type: ignore[attr-defined]
        "data": page_data(request, actor),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "advocacy/take.html", context, status=status)


@unlocked
def promise(request: HttpRequest, actor: Actor, promise_id: UUID) -> HttpResponse:
    """Show one promise, and keep what somebody found when she looked."""
    found, at = access.promise_for(actor, promise_id), timezone.now()
    today = day_of(actor.country, at)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and done(
        form,
        lambda: promising.review_promise(
            actor=actor, promise=found, new=_review(form), today=today, at=at
        ),
    ):
        return redirect("promise", promise_id)
    context = {
        "line": line_of(found, on=today),
        "promise": found,
        "unit": unit_name(found.post.unit, language_now()),
        "form": form,
        "last_day": last_day(found.due_on),
        "settled": today > last_day(found.due_on),
        "reviews": found.reviews.order_by("-on", "-at"),
        "may_withdraw": _may_withdraw(actor, found, at),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "advocacy/promise.html", context, status=status)


@unlocked
def withdraw(request: HttpRequest, actor: Actor, promise_id: UUID) -> HttpResponse:
    """Take a promise back that was written down wrong; then it is taken down anew."""
    found = access.promise_for(actor, promise_id)
    here = reverse("promise", args=[found.pk])
    form = WithdrawForm(request.POST or None)

    def keep() -> str:
        why = WhyWithdrawn(form.cleaned_data["why"])
        promising.withdraw_promise(
            actor=actor, promise=found, why=why, at=timezone.now()
        )
        return reverse("advocacy-meeting", args=[found.meeting.activity_id])

    about = Ask(
        title=_("Withdraw this promise"),
        back=here,
        button=_("Withdraw it"),
        said=_(
            "It stays in the ledger as withdrawn, and counts nowhere. Take down what "
            "was really promised on the page of the meeting."
        ),
    )
    return ask_and_keep(request, form, about, keep)


@require_POST
@unlocked
def read_back(request: HttpRequest, actor: Actor, promise_id: UUID) -> HttpResponse:
    """Say that a promise was read back to them."""
    found = access.promise_for(actor, promise_id)
    promising.say_read_back(actor=actor, promise=found, at=timezone.now())
    return redirect("advocacy-meeting", found.meeting.activity_id)


@require_POST
@unlocked
def show(
    request: HttpRequest, actor: Actor, promise_id: UUID, part: str
) -> HttpResponse:
    """Open the words of a promise, or their reference."""
    found = access.promise_for(actor, promise_id)
    labels = {"words": _("In their words"), "reference": _("Their reference")}
    return revealed(
        request,
        labels.get(part, ""),
        reverse("promise", args=[promise_id]),
        lambda: showing.words_of(
            actor=actor, promise=found, part=part, at=timezone.now()
        ),
    )


@require_POST
@unlocked
def review_show(request: HttpRequest, actor: Actor, review_id: UUID) -> HttpResponse:
    """Open what somebody wrote when she looked."""
    found = access.review_for(actor, review_id)
    return revealed(
        request,
        _("In a few words"),
        reverse("promise", args=[found.promise_id]),
        lambda: showing.found_in(actor=actor, review=found, at=timezone.now()),
    )


def _take(actor: Actor, found: AdvocacyMeeting, form: PromiseForm) -> Promise:
    given = form.cleaned_data
    new = promising.NewPromise(
        post=given["post"],
        kind=PromiseKind(given["kind"]),
        due_on=form.due_on,
        verify=HowVerified(given["verify"] or HowVerified.ASK_COMMUNITY),
        read_back=given["read_back"],
        words=given["words"],
        reference=given["reference"],
        key=given["key"],
    )
    return promising.take_promise(
        actor=actor, meeting=found, new=new, at=timezone.now()
    )


def _review(form: ReviewForm) -> promising.NewReview:
    given = form.cleaned_data
    return promising.NewReview(
        verdict=Verdict(given["verdict"]),
        evidence=Evidence(given["evidence"]),
        verified_by=VerifiedBy(given["verified_by"]),
        kept_on=given["kept_on"],
        words=given["words"],
        key=given["key"],
    )


def _may_withdraw(actor: Actor, found: Promise, at: datetime) -> bool:
    try:
        promising.check_may_withdraw(actor, found, at=at)
    except NotAnyMore:
        return False
    return found.withdrawn_at is None


def _answer(form: PromiseForm, kept: bool) -> JsonResponse:
    key = str(form.data.get("key", ""))
    if kept:
        return JsonResponse({"key": key})
    said = " ".join(str(one) for many in form.errors.values() for one in many)
    return JsonResponse({"key": key, "sentence": said}, status=422)


def _no_such_meeting(request: HttpRequest) -> JsonResponse:
    """Say it as a refusal: as a page that is not there, it would wait for ever."""
    sentence = _(
        "This meeting is not here any more, or not for you. Choose the one in which it "
        "was promised."
    )
    key = request.POST.get("key", "")
    return JsonResponse({"key": key, "sentence": sentence}, status=422)
