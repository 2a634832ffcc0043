"""The pages of meetings with the lawyer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.activities.models import Kind, State
from payung.programme.activities.on_the_plan import (
    first_of,
    named,
    offer,
    to_begin,
    wish_of,
)
from payung.programme.circles import access, lawyer, showing
from payung.programme.circles import lawyer_deeds as deeds
from payung.programme.circles.codes import Subject
from payung.programme.circles.deeds import Maker
from payung.programme.circles.forms import PlannedForm
from payung.programme.circles.lawyer_forms import LawyerAnswerForm, QuestionForm
from payung.programme.circles.models import LawyerMeeting, LegalQuestion
from payung.programme.circles.sites import room_names, sites_of
from payung.programme.circles.waiting_page import blanks_of, given_to
from payung.programme.people.access import team_for, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import revealed
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of


A_PAGE = 24


@signed_in
def meetings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is due this month, open questions, and the meetings before."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    today = day_of(actor.country, at)
    teams = access.teams_she_opens(actor)
    rows = access.meetings_of(actor).order_by("-planned_on", "-pk")
    waiting = access.questions_of(actor).filter(answered_at=None)
    context = {
        "due": lawyer.meetings_due(teams, sites_of(teams), month=today),
        "rooms": room_names(actor),
        "meetings": Paginator(rows, A_PAGE).get_page(request.GET.get("page", "1")),
        "not_begun": to_begin(actor, Kind.LAWYER_MEETING, at=at),
        "waiting": [_line(one) for one in waiting.order_by("asked_at")],
    }
    return render(request, "circles/lawyer.html", context)


@unlocked
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan a meeting."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    there = named(actor, Kind.LAWYER_MEETING, request.GET.get("activity", ""))
    form = PlannedForm(
        request.POST or None,
        teams=list(teams_of(actor)),
        sites=sites_of(actor.own_teams),
        zone=pack_of(actor.country).zone(),
        initial={"start": at, "end": at + timedelta(hours=2)} | first_of(there),
    )
    offer(form, actor, Kind.LAWYER_MEETING, at=at, first=there)

    def keep() -> str:
        typed = form.cleaned_data
        meeting = lawyer.plan_meeting(
            actor=actor,
            new=lawyer.NewMeeting(
                team=team_for(actor, UUID(typed["team"])),
                start=typed["start"],
                end=typed["end"],
                site=typed["site"],
                key=typed["key"],
                wish=wish_of(form),
            ),
            at=timezone.now(),
        )
        return reverse("lawyer-meeting", args=[meeting.pk])

    about = Ask(title=_("A meeting with the lawyer"), back=reverse("lawyer-meetings"))
    return ask_and_keep(request, form, about, keep)


@signed_in
def meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Show one meeting: what is on its agenda, what was answered."""
    check_role(actor, *KEYHOLDERS)
    found = access.meeting_for(actor, meeting_id)
    waiting = lawyer.waiting_for(found)
    blanks = blanks_of(deeds.MAKERS, actor, found, at=timezone.now())
    context = {
        "rooms": room_names(actor),
        "blanks": blanks,
        "given": given_to(
            request,
            found,
            take=reverse("lawyer-waiting", args=[found.pk]),
            page=deeds.page_of(found),
            blanks=blanks,
        ),
        "meeting": found,
        "held": found.activity.state == State.HELD,
        "called_off": found.activity.state == State.CANCELLED,
        "subjects": [Subject(one.subject).label for one in found.subjects.all()],
        "waiting": [(*_line(one), lawyer.times_carried(one, found)) for one in waiting],
        "answered": [
            (*_line(one), one.approved)
            for one in found.answered.order_by("answered_at").annotate(
                approved=Exists(lawyer.approved_cards(OuterRef("pk")))
            )
        ],
    }
    return render(request, "circles/meeting.html", context)


@unlocked
def held(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Write down that a meeting was held."""
    found = access.meeting_for(actor, meeting_id)
    return _asked(request, actor, found, deeds.met)


@require_POST
@unlocked
def put_back(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Say that a meeting was called off by mistake."""
    found = access.meeting_for(actor, meeting_id)
    try:
        lawyer.put_meeting_back(actor=actor, meeting=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(deeds.page_of(found))


@unlocked
def question(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write down a question for the lawyer."""
    check_role(actor, *KEYHOLDERS)
    form = QuestionForm(
        request.POST or None,
        teams=list(teams_of(actor)),
        sites=sites_of(actor.own_teams),
    )
    back = reverse("lawyer-meetings")

    def keep() -> str:
        typed = form.cleaned_data
        lawyer.ask_lawyer(
            actor=actor,
            new=lawyer.NewQuestion(
                team=team_for(actor, UUID(typed["team"])),
                site=typed["site"],
                subject=Subject(typed["subject"]),
                text=typed["text"],
                key=typed["key"],
            ),
            at=timezone.now(),
        )
        return back

    return ask_and_keep(request, form, Ask(title=_("A question"), back=back), keep)


@unlocked
def answer(
    request: HttpRequest, actor: Actor, meeting_id: UUID, question_id: UUID
) -> HttpResponse:
    """Write down what the lawyer answered at a meeting."""
    found = access.meeting_for(actor, meeting_id)
    asked = access.question_for(actor, question_id)
    return _asked(request, actor, found, deeds.reply, asked)


@unlocked
def correct(request: HttpRequest, actor: Actor, question_id: UUID) -> HttpResponse:
    """Write an answer anew, until a card of it was approved."""
    asked, at = access.question_for(actor, question_id), timezone.now()
    back = reverse("lawyer-meetings")
    if asked.answered_in_id is not None:
        back = reverse("lawyer-meeting", args=[asked.answered_in_id])
    if request.method != "POST":
        try:
            lawyer.refuse_correcting(asked)
        except CannotBe as refusal:
            messages.warning(request, refusal.sentence)
            return redirect(back)
    form = LawyerAnswerForm(request.POST or None)

    def keep() -> str:
        answer = form.cleaned_data["answer"]
        lawyer.correct_answer(actor=actor, question=asked, answer=answer, at=at)
        return back

    about = Ask(
        title=str(Subject(asked.subject).label),
        back=back,
        said=_(
            "Write the whole answer once more, as the lawyer said it. What stood there "
            "before is gone then."
        ),
    )
    return ask_and_keep(request, form, about, keep)


@require_POST
@unlocked
def show(
    request: HttpRequest, actor: Actor, question_id: UUID, what: str
) -> HttpResponse:
    """Open a question, or its answer."""
    asked = access.question_for(actor, question_id)
    return revealed(
        request,
        str(Subject(asked.subject).label),
        reverse("lawyer-meetings"),
        lambda: showing.show_question(
            actor=actor, question=asked, what=what, at=timezone.now()
        ),
    )


def _asked(
    request: HttpRequest,
    actor: Actor,
    meeting: LawyerMeeting,
    maker: Maker,
    row: object = None,
) -> HttpResponse:
    at = timezone.now()
    if request.method != "POST":
        try:
            lawyer.refuse_called_off(meeting)
        except CannotBe as refusal:
            messages.warning(request, refusal.sentence)
            return redirect(deeds.page_of(meeting))
    deed = maker(actor, meeting, row, request.POST or None, at=at)
    shown = Ask(title=deed.title, back=deeds.page_of(meeting))
    today = day_of(meeting.country, at)
    return ask_and_keep(request, deed.form, shown, lambda: deed.keep(at, today))


def _line(question: LegalQuestion) -> tuple[LegalQuestion, str]:
    return question, str(Subject(question.subject).label)
