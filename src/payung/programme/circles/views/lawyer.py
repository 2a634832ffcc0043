"""The pages of meetings with the lawyer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.activities.models import Kind, State
from payung.programme.circles import access, lawyer, showing
from payung.programme.circles.asking import Ask, ask, revealed
from payung.programme.circles.codes import Subject
from payung.programme.circles.days import day_of
from payung.programme.circles.forms import PlannedForm
from payung.programme.circles.from_the_plan import first_of, named, not_begun
from payung.programme.circles.lawyer_forms import (
    LawyerAnswerForm,
    MetForm,
    QuestionForm,
)
from payung.programme.circles.models import LegalQuestion
from payung.programme.circles.sites import sites_of
from payung.programme.people.access import team_for, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of


LISTED = 24


@signed_in
def meetings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is due this month, open questions, and the meetings before."""
    check_role(actor, *KEYHOLDERS)
    today = day_of(actor.country, timezone.now())
    teams = access.teams_she_opens(actor)
    rows = access.meetings_of(actor).order_by("-planned_on")[:LISTED]
    waiting = access.questions_of(actor).filter(answered_at=None)
    context = {
        "due": lawyer.meetings_due(teams, sites_of(teams), month=today),
        "meetings": rows,
        "not_begun": not_begun(actor, Kind.LAWYER_MEETING),
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
                activity=there,
            ),
            at=timezone.now(),
        )
        return reverse("lawyer-meeting", args=[meeting.pk])

    about = Ask(title=_("A meeting with the lawyer"), back=reverse("lawyer-meetings"))
    return ask(request, form, about, keep)


@signed_in
def meeting(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Show one meeting: what is on its agenda, what was answered."""
    check_role(actor, *KEYHOLDERS)
    found = access.meeting_for(actor, meeting_id)
    waiting = lawyer.waiting_for(found)
    context = {
        "meeting": found,
        "held": found.activity.state == State.HELD,
        "subjects": [Subject(one.subject).label for one in found.subjects.all()],
        "waiting": [(*_line(one), lawyer.times_carried(one, found)) for one in waiting],
        "answered": [_line(one) for one in found.answered.order_by("answered_at")],
    }
    return render(request, "circles/meeting.html", context)


@unlocked
def held(request: HttpRequest, actor: Actor, meeting_id: UUID) -> HttpResponse:
    """Write down that a meeting was held."""
    found = access.meeting_for(actor, meeting_id)
    planned = found.activity
    form = MetForm(
        request.POST or None,
        zone=pack_of(found.country).zone(),
        initial={"started": planned.planned_start, "ended": planned.planned_end},
    )
    back = reverse("lawyer-meeting", args=[found.pk])

    def keep() -> str:
        typed = form.cleaned_data
        met = lawyer.Met(
            started=typed["started"],
            ended=typed["ended"],
            came=form.came,
            subjects=tuple(Subject(one) for one in typed["subjects"]),
        )
        lawyer.hold_meeting(actor=actor, meeting=found, met=met, at=timezone.now())
        return back

    return ask(request, form, Ask(title=_("It was held"), back=back), keep)


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

    return ask(request, form, Ask(title=_("A question"), back=back), keep)


@unlocked
def answer(
    request: HttpRequest, actor: Actor, meeting_id: UUID, question_id: UUID
) -> HttpResponse:
    """Write down what the lawyer answered at a meeting."""
    found = access.meeting_for(actor, meeting_id)
    asked = access.question_for(actor, question_id)
    form = LawyerAnswerForm(request.POST or None)
    back = reverse("lawyer-meeting", args=[found.pk])

    def keep() -> str:
        lawyer.answer_question(
            actor=actor,
            question=asked,
            meeting=found,
            answer=form.cleaned_data["answer"],
            at=timezone.now(),
        )
        return back

    title = str(Subject(asked.subject).label)
    return ask(request, form, Ask(title=title, back=back), keep)


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


def _line(question: LegalQuestion) -> tuple[LegalQuestion, str]:
    return question, str(Subject(question.subject).label)
