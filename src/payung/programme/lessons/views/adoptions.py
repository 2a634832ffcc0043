"""What was taken up from elsewhere: begun, and looked at after six and twelve months."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.lessons import access, adopting, due, shelf
from payung.programme.lessons.assessing import finding_now
from payung.programme.lessons.codes import AfterMonths, Stopped
from payung.programme.lessons.copy_forms import BeginForm, ReviewForm
from payung.programme.lessons.questions import sentence_of
from payung.programme.lessons.withdrawing import may_withdraw
from payung.programme.people.access import people_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in
from payung.programme.places.days import day_of


@signed_in
def adoptions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what her country has taken up, and what is due."""
    access.check_works_here(actor)
    on = day_of(actor.country, timezone.now())
    rows = access.adoptions_of(actor).filter(withdrawn_at=None)
    page = {
        "lines": [
            shelf.adoption_line(one, on=on) for one in rows.order_by("-started_on")
        ],
        "due": due.looks_due(actor, on=on),
    }
    return render(request, "lessons/adoptions.html", page)


@signed_in
def adoption(request: HttpRequest, actor: Actor, adoption_id: UUID) -> HttpResponse:
    """Show one thing taken up and what was seen of it."""
    found = access.adoption_for(actor, adoption_id)
    on = day_of(actor.country, timezone.now())
    reviews = found.reviews.filter(withdrawn_at=None).order_by("months")
    page = {
        "adoption": found,
        "origin": shelf.country_name(found.practice.country),
        "place": shelf.place_name(found.country, found.area),
        "due": due.looks_of(found, on=on),
        "on": on,
        "reviews": [
            (
                one,
                one.seen.select_related("component").order_by("component__number"),
                may_withdraw(actor, "review", one),
            )
            for one in reviews
        ],
        "may_withdraw": may_withdraw(actor, "adoption", found),
    }
    return render(request, "lessons/adoption.html", page)


@signed_in
def begin(request: HttpRequest, actor: Actor, look_id: UUID) -> HttpResponse:
    """Take a practice up: plan, owner, start."""
    access.check_may_share(actor)
    found, at = access.assessment_for(actor, look_id), timezone.now()
    form = BeginForm(
        request.POST or None,
        people=people_of(actor).values_list("handle", flat=True),
        initial={"owner": actor.handle, "started_on": day_of(actor.country, at)},
    )
    finding = finding_now(found)
    about = Ask(
        title=_("We take it up"),
        back=reverse("practice-looked", args=[found.pk]),
        back_word=_("Can we copy this?"),
        said=sentence_of(finding) if finding else _("Answer all questions first."),
    )

    def keep() -> str:
        typed = form.cleaned_data
        new = adopting.NewAdoption(
            key=typed["key"],
            plan=typed["plan"],
            owner=typed["owner"],
            started_on=typed["started_on"],
        )
        kept = adopting.begin_adoption(actor=actor, assessment=found, new=new, at=at)
        messages.success(
            request, _("Begun. After six and twelve months it is due to look again.")
        )
        return reverse("adoption", args=[kept.pk])

    return ask_and_keep(request, form, about, keep)


@signed_in
def review(
    request: HttpRequest, actor: Actor, adoption_id: UUID, months: int
) -> HttpResponse:
    """Write down what is there after six or twelve months."""
    found, at = access.adoption_for(actor, adoption_id), timezone.now()
    if months not in AfterMonths:
        raise access.NotOnTheShelf(str(months))
    after = AfterMonths(months)
    form = ReviewForm(request.POST or None, adoption=found)
    about = Ask(
        title=str(after.label),
        back=reverse("adoption", args=[found.pk]),
        back_word=_("What we took up"),
        said=_("%(practice)s: which parts of its core are there today?")
        % {"practice": found.practice.title},
        page="lessons/yes_no.html",
    )

    def keep() -> str:
        adopting.review_adoption(
            actor=actor, adoption=found, new=_new(form, after), at=at
        )
        return about.back

    return ask_and_keep(request, form, about, keep)


def _new(form: ReviewForm, after: AfterMonths) -> adopting.NewReview:
    typed = form.cleaned_data
    return adopting.NewReview(
        key=typed["key"],
        months=after,
        present=form.present,
        adaptations=typed["adaptations"],
        runs=typed["runs"] == "yes",
        origin_staff=typed["origin_staff"] == "yes",
        stopped=Stopped(typed["stopped"]) if typed["stopped"] else None,
    )
