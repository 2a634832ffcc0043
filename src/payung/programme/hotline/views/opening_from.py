"""What comes of a call: it is taken in hand, or a note is written about it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.hotline import access
from payung.programme.hotline.forms import TakeInHandForm
from payung.programme.hotline.sheet.opening_from import link_report, open_case_from
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.reports.access import report_for, reports_of


LATELY = 6


@unlocked
def case(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Take a call in hand: a case opens, and the sheet leads there."""
    contact = access.contact_for(actor, reference)
    form: forms.Form = TakeInHandForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_case_from(
                actor=actor,
                contact=contact,
                title=form.cleaned_data["title"],
                note=form.cleaned_data["note"],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("It is open. You look after it."))
            return redirect("case", opened.reference)
    about = Ask(
        title=_("Take it in hand"),
        button=_("Open it"),
        back=reverse("call", args=[contact.reference]),
        back_word=contact.reference,
    )
    return ask(request, form, about)


@unlocked
def report(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write a note, then say which one it was: notes are sealed before they get here."""
    contact = access.contact_for(actor, reference)
    if request.method == "POST":
        chosen = report_for(actor, request.POST.get("note", ""))
        try:
            link_report(actor=actor, contact=contact, report=chosen, at=timezone.now())
        except CannotBe as refusal:
            messages.warning(request, refusal.sentence)
        return redirect("call", contact.reference)
    since = reports_of(actor).filter(received_at__gte=contact.opened_at)
    context = {
        "contact": contact,
        "notes": since.order_by("-received_at")[:LATELY],
    }
    return render(request, "hotline/note_of_call.html", context)
