"""Can we copy this? One question on a page, and in one sentence what stands in the way."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines.replication import VERDICTS, Finding, Question, Verdict, unanswered
from payung.programme.lessons import access, assessing, shelf
from payung.programme.lessons.codes import Danger
from payung.programme.lessons.copy_forms import AnswerForm, DangersForm, SolvedForm
from payung.programme.lessons.models import ReplicationAssessment
from payung.programme.lessons.questions import ASKED, sentence_of, verdict_words
from payung.programme.lessons.withdrawing import may_withdraw
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in


STEPS = len(Question) + 1


@signed_in
def look(request: HttpRequest, actor: Actor, look_id: UUID) -> HttpResponse:
    """Show how far a look has come, and when all is answered what it comes to."""
    found = access.assessment_for(actor, look_id)
    finding = assessing.finding_now(found)
    given = {row.question: row for row in found.answers.all()}
    page = {
        "look": found,
        "place": shelf.place_name(found.country, found.area),
        "finding": finding,
        "verdict": verdict_words(finding.verdict) if finding else "",
        "pill": _PILLS[finding.verdict] if finding else "new",
        "sentence": sentence_of(finding) if finding else "",
        "lines": [
            {
                "question": one.value,
                "asks": ASKED[one].short,
                "answer": given.get(one.value),
                "weakest": finding is not None and one in _weakest(finding),
            }
            for one in Question
        ],
        "dangers": found.blockers.order_by("kind"),
        "next": _next(found),
        "done": _done(found),
        "steps": STEPS,
        "is_open": found.completed_at is None and found.withdrawn_at is None,
        "may_begin": finding is not None
        and finding.verdict is not Verdict.NOT_YET
        and access.may_share(actor)
        and found.withdrawn_at is None,
        "adoptions": found.adoptions.filter(withdrawn_at=None),
        "may_withdraw": may_withdraw(actor, "look", found),
    }
    return render(request, "lessons/look.html", page)


@signed_in
def question(
    request: HttpRequest, actor: Actor, look_id: UUID, question: str
) -> HttpResponse:
    """Ask one question; the answer leads to the next one that has none."""
    found = access.assessment_for(actor, look_id)
    asked = _question(question)
    before = found.answers.filter(question=asked).first()
    form = AnswerForm(
        request.POST or None,
        question=asked,
        initial={"score": before.score, "because": before.because} if before else {},
    )
    about = _about(found, str(ASKED[asked].short), list(Question).index(asked) + 1)

    def keep() -> str:
        given = assessing.Answered(
            question=asked,
            score=int(form.cleaned_data["score"]),
            because=form.cleaned_data["because"],
        )
        assessing.answer(actor=actor, assessment=found, given=given, at=timezone.now())
        return _next(access.assessment_for(actor, look_id))

    return ask_and_keep(request, form, about, keep)


@signed_in
def dangers(request: HttpRequest, actor: Actor, look_id: UUID) -> HttpResponse:
    """Ask for the dangers: one that is open outweighs all answers."""
    found = access.assessment_for(actor, look_id)
    form = DangersForm(request.POST or None, initial=_named(found))
    about = _about(
        found,
        _("Is somebody in danger?"),
        STEPS,
        more={"pairs": [(form[one], form[f"{one}_how"]) for one in Danger.values]},
        page="lessons/dangers.html",
    )

    def keep() -> str:
        assessing.name_dangers(
            actor=actor, assessment=found, dangers=form.dangers, at=timezone.now()
        )
        return _next(access.assessment_for(actor, look_id))

    return ask_and_keep(request, form, about, keep)


@signed_in
def solved(request: HttpRequest, actor: Actor, danger_id: int) -> HttpResponse:
    """Say how a danger was solved."""
    access.check_works_here(actor)
    blocker = access.blocker_for(actor, danger_id)
    form = SolvedForm(request.POST or None)
    about = Ask(
        title=_("It is solved"),
        back=_at(blocker.assessment),
        back_word=_("Can we copy this?"),
        said=str(Danger(blocker.kind).label),
    )

    def keep() -> str:
        how = form.cleaned_data["how"]
        assessing.solve_danger(actor=actor, blocker=blocker, how=how, at=timezone.now())
        return about.back

    return ask_and_keep(request, form, about, keep)


_PILLS = {
    Verdict.READY: "",
    Verdict.READY_WITH_ADAPTATION: "new",
    Verdict.NOT_YET: "closed",
}


def _about(
    found: ReplicationAssessment,
    title: str,
    step: int,
    *,
    page: str = "lessons/question.html",
    more: dict[str, object] | None = None,
) -> Ask:
    return Ask(
        title=title,
        back=_at(found),
        back_word=_("Can we copy this?"),
        button=_("Keep and go on"),
        page=page,
        more={"step": step, "steps": STEPS, "percent": 100 * step // STEPS}
        | (more or {}),
    )


def _weakest(finding: Finding) -> tuple[Question, ...]:
    """Return what is marked: all that keep it back, or the one to keep an eye on."""
    holds_back = VERDICTS[finding.lowest] is not Verdict.READY
    return finding.bottlenecks if holds_back else finding.bottlenecks[:1]


def _question(code: str) -> Question:
    try:
        return Question(code)
    except ValueError:
        raise access.NotOnTheShelf(code) from None


def _named(found: ReplicationAssessment) -> dict[str, str]:
    """Return what is in the form at first: what was said before."""
    if found.dangers_at is None:
        return {}
    given = dict.fromkeys(Danger.values, "none")
    for one in found.blockers.all():
        given[one.kind] = "solved" if one.solved_at else "open"
        given[f"{one.kind}_how"] = one.how
    return given


def _done(found: ReplicationAssessment) -> int:
    answered = len(assessing.answers_of(found))
    return answered + (found.dangers_at is not None)


def _next(found: ReplicationAssessment) -> str:
    """Return where to go on: the first question without an answer, or the result."""
    missing = unanswered(assessing.answers_of(found))
    if found.completed_at is not None:
        return _at(found)
    if missing:
        return reverse("practice-ask", args=[found.pk, missing[0].value])
    return reverse("practice-dangers", args=[found.pk])


def _at(found: ReplicationAssessment) -> str:
    return reverse("practice-looked", args=[found.pk])
