"""Three skies after a course: on a phone that goes round, or counted from paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.learning.access import group_for, heap_for
from payung.programme.learning.asked import drawing_address
from payung.programme.learning.codes import Entered, Sky, Wish
from payung.programme.learning.smile_forms import SmileForm, SmilePaperForm
from payung.programme.learning.smiling import (
    NewSmiles,
    OpenSmiles,
    heaps_of,
    keep_smiles,
    open_smiles,
    smiles_with,
    take_out_smiles,
)
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, ask_and_keep, done
from payung.programme.people.doors import signed_in
from payung.programme.places.days import day_of

from .handing_over import hand_over


@signed_in
def skies(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Sign her out here and let the phone go round for the skies."""
    group = group_for(actor, group_id)
    if request.method != "POST":
        return render(request, "learning/skies_hand_over.html", {"group": group})
    token = open_smiles(actor=actor, group=group, at=timezone.now())
    return hand_over(request, "learning-skies-round", token)


def skies_round(request: HttpRequest, token: str) -> HttpResponse:
    """Take one answer and give the phone to the next: nobody is signed in."""
    at = timezone.now()
    found = smiles_with(token, at=at)
    if found is None:
        return render(request, "learning/round_over.html", status=404)
    # She who holds the phone reads the language of the course, whoever handed it over.
    with translation.override(found.group.language):
        form = SmileForm(request.POST or None)
        if request.method == "POST" and done(form, lambda: _keep(found, form)):
            return redirect(f"{request.path}?kept=yes")
        about = Ask(
            title=found.group.version.title,
            button=_("Keep"),
            page="learning/skies.html",
            more={
                "kept": "kept" in request.GET,
                "skies": [(one, drawing_address(one.value)) for one in Sky],
            },
        )
        return ask(request, form, about)


@signed_in
def skies_paper(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Count a heap of paper; a heap that was counted wrong is taken out here."""
    group, at = group_for(actor, group_id), timezone.now()
    today = day_of(group.country, at)
    form = SmilePaperForm(request.POST or None, today=today, initial={"on": today})
    back = reverse("learning-group", args=[group.pk])
    about = Ask(
        title=_("How it was, from paper"),
        back=back,
        said=_("Count the sheets: so many of each picture, so many of each wish."),
        button=_("Keep these counts"),
        page="learning/skies_paper.html",
        more={
            "heaps": heaps_of(group),
            "skies": [form[sky.value] for sky in Sky],
            "wishes": [form[wish.value] for wish in Wish],
        },
    )

    def keep() -> str:
        given = form.cleaned_data
        new = NewSmiles(
            key=given["key"], on=given["on"], entered=Entered.PAPER, counts=form.counts
        )
        keep_smiles(actor=actor, group=group, new=new, at=at)
        messages.success(request, _("The counts are kept."))
        return back

    return ask_and_keep(request, form, about, keep)


@require_POST
@signed_in
def skies_out(request: HttpRequest, actor: Actor, sheet_id: UUID) -> HttpResponse:
    """Let a heap of paper count no more."""
    found = heap_for(actor, sheet_id)
    take_out_smiles(actor=actor, sheet=found, at=timezone.now())
    messages.success(request, _("These counts are taken out."))
    return redirect("learning-skies-paper", found.group_id)


def _keep(found: OpenSmiles, form: SmileForm) -> None:
    at = timezone.now()
    new = NewSmiles(
        key=form.cleaned_data["key"],
        on=day_of(found.group.country, at),
        entered=Entered.PHONE,
        counts=form.counts,
    )
    keep_smiles(actor=found, group=found.group, new=new, at=at)
