"""One practice: described, read, and looked at for another place."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.programme.lessons import access, assessing, practices, shelf
from payung.programme.lessons.codes import State
from payung.programme.lessons.copy_forms import LookForm, PracticeForm
from payung.programme.lessons.models import Lesson
from payung.programme.lessons.withdrawing import may_withdraw
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in
from payung.programme.places.days import day_of
from payung.programme.places.queries import area_names


IN_A_MONTH = timedelta(days=30)


@signed_in
def practice(request: HttpRequest, actor: Actor, practice_id: UUID) -> HttpResponse:
    """Show one practice and whether it was looked at here."""
    found = access.practice_for(actor, practice_id)
    looks = access.assessments_of(actor).filter(practice=found, withdrawn_at=None)
    page = {
        "practice": found,
        "country": shelf.country_name(found.country),
        "core": found.core.order_by("number"),
        "runs_in": shelf.runs_in(found),
        "looks": [shelf.look_line(one) for one in looks.order_by("-planned_at")],
        "may_look": access.works_here(actor) and found.withdrawn_at is None,
        "may_withdraw": may_withdraw(actor, "practice", found),
    }
    return render(request, "lessons/practice.html", page)


@signed_in
def describe(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Describe a practice for others to take up."""
    access.check_may_share(actor)
    lessons = Lesson.objects.filter(country=actor.country, state=State.PUBLISHED)
    form = PracticeForm(request.POST or None, lessons=lessons.order_by("title"))
    about = Ask(
        title=_("Describe a practice"),
        back=reverse("lessons"),
        back_word=_("The shelf"),
        button=_("Share it"),
        said=_("All countries here can read it at once."),
    )

    def keep() -> str:
        typed = form.cleaned_data
        new = practices.NewPractice(
            key=typed["key"],
            title=typed["title"],
            about=typed["about"],
            core=typed["core"],
            lesson=lessons.filter(pk=UUID(typed["lesson"])).first()
            if typed["lesson"]
            else None,
        )
        kept = practices.describe_practice(actor=actor, new=new, at=timezone.now())
        return reverse("practice", args=[kept.pk])

    return ask_and_keep(request, form, about, keep)


@signed_in
def look_at(request: HttpRequest, actor: Actor, practice_id: UUID) -> HttpResponse:
    """Plan to look whether a practice fits a place; then it can be answered at once."""
    access.check_works_here(actor)
    found, at = access.practice_for(actor, practice_id), timezone.now()
    form = LookForm(
        request.POST or None,
        areas=_areas(actor.country),
        initial={"due_on": day_of(actor.country, at) + IN_A_MONTH},
    )
    about = Ask(
        title=_("Can we copy this?"),
        back=reverse("practice", args=[found.pk]),
        back_word=_("The practice"),
        button=_("Go on"),
        said=_(
            "Nine questions and a list of dangers. You can stop after each and go on "
            "later, alone or with others."
        ),
    )

    def keep() -> str:
        typed = form.cleaned_data
        new = assessing.NewAssessment(
            key=typed["key"],
            practice=found,
            area=typed["area"],
            due_on=typed["due_on"],
        )
        kept = assessing.plan_assessment(actor=actor, new=new, at=at)
        return reverse("practice-looked", args=[kept.pk])

    return ask_and_keep(request, form, about, keep)


def _areas(country: str) -> list[tuple[str, str]]:
    names = area_names(country, get_language() or "en")
    known = [(code, names[code]) for code in assessing.areas_of(country)]
    return sorted(known, key=lambda one: one[1])
