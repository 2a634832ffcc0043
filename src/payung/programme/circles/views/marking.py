"""Mark subjects in words that are opened for it, and take findings out as a file."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines import sealed
from payung.programme.circles import access, kinds, marking, themes
from payung.programme.circles.analysing import MAY_TAKE_OUT, take_out
from payung.programme.circles.forms import MarkForm, TakeOutForm, ThemeForm
from payung.programme.circles.models import CodeApplication
from payung.programme.findings.periods import month_of, shifted
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, ask_and_keep
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of


@unlocked
def mark(
    request: HttpRequest, actor: Actor, group_id: UUID, part: str, about: UUID
) -> HttpResponse:
    """Show one opened text with its marks, and mark words of it."""
    group, at = access.group_for(actor, group_id), timezone.now()
    place = marking.where(group, part, about)
    language = get_language() or "en"
    here = reverse("circle-mark", args=[group.pk, part, about])
    form = MarkForm(
        request.POST or None, themes=themes.themes_of(group.country, language)
    )

    def keep() -> str:
        typed = form.cleaned_data
        marking.mark_words(
            actor=actor,
            place=place,
            words=typed["words"],
            theme=typed["theme"],
            at=at,
        )
        return here

    try:
        text = marking.text_of(actor, place)
    except sealed.Refused:
        text = ""
    record(kinds.SHOWN, actor=actor, subject=str(group.pk), at=at, what=part)
    marks = [
        (
            one,
            text[one.start : one.end],
            themes.label_of(group.country, one.theme, language),
        )
        for one in group.marked.filter(part=part, about=about).order_by("start", "end")
    ]
    back = reverse("circle", args=[group.pk])
    more = {"text": text, "marks": marks, "group": group}
    page = "circles/mark.html"
    about_it = Ask(title=_("What it is about"), back=back, page=page, more=more)
    return ask_and_keep(request, form, about_it, keep)


@require_POST
@unlocked
def unmark(
    request: HttpRequest, actor: Actor, group_id: UUID, mark_id: UUID
) -> HttpResponse:
    """Take one mark away."""
    group = access.group_for(actor, group_id)
    found = CodeApplication.objects.filter(group=group, pk=mark_id).first()
    if found is None:
        # Pressed twice, or by two: what she wanted is so.
        return redirect("circle", group.pk)
    part, about = found.part, found.about
    marking.take_mark_away(actor=actor, mark=found, at=timezone.now())
    return redirect("circle-mark", group.pk, part, about)


@unlocked
def subjects(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the list of subjects, and add one of the country's own."""
    check_role(actor, *KEYHOLDERS)
    form = ThemeForm(request.POST or None)

    def keep() -> str:
        themes.add_theme(
            actor=actor, label=form.cleaned_data["label"], at=timezone.now()
        )
        return reverse("circle-subjects")

    listed = themes.themes_of(actor.country, get_language() or "en")
    about = Ask(
        title=_("What findings are about"),
        back=reverse("circles"),
        page="circles/subjects.html",
        more={"listed": listed.values(), "may_take_out": actor.has(*MAY_TAKE_OUT)},
    )
    return ask_and_keep(request, form, about, keep)


@unlocked
def out(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take findings of some months out as a file for those who analyse elsewhere."""
    check_role(actor, *MAY_TAKE_OUT)
    today = month_of(day_of(actor.country, timezone.now()))
    form = TakeOutForm(
        request.POST or None,
        initial={"since": month_of(today - timedelta(days=150)), "until": today},
    )
    if request.method == "POST" and form.is_valid():
        try:
            taken = take_out(
                actor=actor,
                since=month_of(form.cleaned_data["since"]),
                until=shifted(month_of(form.cleaned_data["until"]), 1),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            messages.warning(request, refusal.sentence)
        else:
            answer = HttpResponse(taken.content, content_type="application/zip")
            answer["Content-Disposition"] = 'attachment; filename="project.qdpx"'
            return answer
    about = Ask(
        title=_("For analysis elsewhere"),
        back=reverse("circles"),
        page="circles/out.html",
    )
    return ask(request, form, about)
