"""One lesson: written, checked by somebody else, published, and what it led to."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.lessons import access, linking, numbers, writing
from payung.programme.lessons.codes import Aim, Line, State
from payung.programme.lessons.forms import (
    CheckForm,
    LessonForm,
    LinkForm,
    as_written,
)
from payung.programme.lessons.models import Lesson
from payung.programme.lessons.shelf import country_name
from payung.programme.lessons.small_numbers import small_numbers
from payung.programme.lessons.withdrawing import may_withdraw
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of


READ = ("title", "problem", "change", "cost", "risks", "not_to_copy")


@signed_in
def lesson(request: HttpRequest, actor: Actor, lesson_id: UUID) -> HttpResponse:
    """Show one lesson as whoever reads it may see it."""
    found = access.lesson_for(actor, lesson_id)
    own = access.works_here(actor) and found.country == actor.country
    links = found.links.filter(withdrawn_at=None).order_by("decided_on")
    page = {
        "lesson": found,
        "country": country_name(found.country),
        "evidence": numbers.shown(actor, found),
        "practices": found.practices.filter(withdrawn_at=None),
        "links": [
            (one, country_name(one.country), may_withdraw(actor, "link", one))
            for one in links
        ],
        "own": own,
        "may_change": own and found.state in (State.DRAFT, State.CHECKED),
        "may_check": found.state == State.DRAFT and access.may_check(actor, found),
        "may_publish": own and found.state == State.CHECKED and access.may_share(actor),
        "may_withdraw": may_withdraw(actor, "lesson", found),
        "may_link": access.works_here(actor)
        and found.state == State.PUBLISHED
        and found.country != actor.country,
    }
    return render(request, "lessons/lesson.html", page)


@signed_in
def write(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a lesson."""
    access.check_works_here(actor)
    at = timezone.now()
    form = LessonForm(
        request.POST or None,
        on=day_of(actor.country, at),
        initial={"language": get_language()},
    )

    def keep() -> str:
        kept = writing.write_lesson(actor=actor, new=_new(form), at=at)
        messages.success(
            request, _("It is kept as a draft. Now somebody else looks at it.")
        )
        return reverse("lesson", args=[kept.pk])

    return ask_and_keep(request, form, _asks(_("Write a lesson"), ""), keep)


@signed_in
def change(request: HttpRequest, actor: Actor, lesson_id: UUID) -> HttpResponse:
    """Write a lesson anew that others cannot read yet."""
    found, at = access.own_lesson_for(actor, lesson_id), timezone.now()
    form = LessonForm(
        request.POST or None,
        on=day_of(actor.country, at),
        initial=as_written(found),
    )

    def keep() -> str:
        writing.change_lesson(actor=actor, lesson=found, new=_new(form), at=at)
        messages.success(request, _("It is changed. Somebody else looks at it again."))
        return reverse("lesson", args=[found.pk])

    return ask_and_keep(request, form, _asks(_("Change the lesson"), _at(found)), keep)


@signed_in
def check(request: HttpRequest, actor: Actor, lesson_id: UUID) -> HttpResponse:
    """Confirm the list line by line, or send the lesson back with what is to change."""
    access.check_may_check(actor)
    found, at = access.own_lesson_for(actor, lesson_id), timezone.now()
    form = CheckForm(request.POST or None)
    about = Ask(
        title=_("Look at it before others read it"),
        back=_at(found),
        back_word=_("The lesson"),
        button=_("Keep"),
        page="lessons/check.html",
        more={
            "lesson": found,
            "evidence": numbers.shown(actor, found),
            "small": _small(found),
            "smallest": pack_of(found.country).disclosure.smallest_cell,
        },
    )

    def keep() -> str:
        if set(form.confirmed) == set(Line):
            writing.check_lesson(
                actor=actor, lesson=found, confirmed=form.confirmed, at=at
            )
            messages.success(request, _("It is checked and can be published."))
        else:
            words = form.cleaned_data["words"]
            writing.send_back(actor=actor, lesson=found, words=words, at=at)
            messages.success(request, _("It is sent back to whoever wrote it."))
        return about.back

    return ask_and_keep(request, form, about, keep)


@require_POST
@signed_in
def publish(request: HttpRequest, actor: Actor, lesson_id: UUID) -> HttpResponse:
    """Let all countries read it."""
    access.check_may_share(actor)
    found = access.own_lesson_for(actor, lesson_id)
    try:
        writing.publish_lesson(actor=actor, lesson=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("All countries here can read it now."))
    return redirect("lesson", lesson_id=found.pk)


@signed_in
def decided(request: HttpRequest, actor: Actor, lesson_id: UUID) -> HttpResponse:
    """Say what was decided in her country because of a lesson of another one."""
    access.check_works_here(actor)
    found, at = access.foreign_lesson_for(actor, lesson_id), timezone.now()
    form = LinkForm(request.POST or None, decisions=linking.decided_by(actor))
    about = Ask(
        title=_("What we decided because of it"),
        back=_at(found),
        back_word=_("The lesson"),
        said=found.title,
    )

    def keep() -> str:
        typed = form.cleaned_data
        chosen = typed.get("decision")
        new = linking.NewLink(
            key=typed["key"],
            words=typed["words"],
            decided_on=typed["decided_on"],
            decision=UUID(chosen) if chosen else None,
        )
        linking.link_decision(actor=actor, lesson=found, new=new, at=at)
        return about.back

    return ask_and_keep(request, form, about, keep)


def _new(form: LessonForm) -> writing.NewLesson:
    typed = form.cleaned_data
    return writing.NewLesson(
        key=typed["key"],
        about_one=typed["about_one"] == "yes",
        aim=Aim(typed["aim"]),
        language=typed["language"],
        evidence=form.evidence,
        **{name: typed[name] for name in READ},
    )


def _asks(title: str, back: str) -> Ask:
    return Ask(
        title=title,
        back=back or reverse("lessons"),
        back_word=_("The lesson") if back else _("The shelf"),
        page="lessons/write.html",
    )


def _at(found: Lesson) -> str:
    return reverse("lesson", args=[found.pk])


def _small(found: Lesson) -> tuple[str, ...]:
    text = "\n".join(getattr(found, name) for name in READ)
    smallest = pack_of(found.country).disclosure.smallest_cell
    return small_numbers(text, smallest=smallest)
