"""Write on the sheet of a contact: what she said, what it was, to whom, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.dispatch import Kind, Priority
from payung.programme.hotline import access
from payung.programme.hotline.forms import (
    CloseForm,
    HandOverForm,
    KindForm,
    PairForm,
    WriteForm,
)
from payung.programme.hotline.models import Contact, Disposition, NextStep
from payung.programme.hotline.outings import responses
from payung.programme.hotline.sheet import reading, sheets
from payung.programme.people.access import members_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import unlocked
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """What stands around one form, and what is done with what was typed."""

    title: str
    button: str
    do: Callable[[dict[str, object]], object]
    done: str = ""


@unlocked
def note(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Write what she said; what was written before stands in the field."""
    contact = access.contact_for(actor, reference)
    form = WriteForm(request.POST or None, initial={"text": _before(actor, contact)})
    about = Asking(
        title=_("What she said"),
        button=_("Keep"),
        do=lambda typed: sheets.write_note(
            actor=actor, contact=contact, text=str(typed["text"]), at=timezone.now()
        ),
    )
    return _ask(request, contact, form, about)


@unlocked
def kind(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Say what it was: silence and abuse are not counted as something that happened."""
    contact = access.contact_for(actor, reference)
    form = KindForm(request.POST or None, initial={"kind": contact.kind})
    about = Asking(
        title=_("What was it?"),
        button=_("Keep"),
        do=lambda typed: sheets.call_it(
            actor=actor,
            contact=contact,
            kind=Kind(str(typed["kind"])),
            at=timezone.now(),
        ),
    )
    return _ask(request, contact, form, about)


@unlocked
def hand_over(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Offer it to somebody; until she takes it, it stays where it is."""
    contact = access.contact_for(actor, reference)
    others = members_of(contact.team).exclude(handle=contact.owner)
    form = HandOverForm(request.POST or None, people=others.filter(is_active=True))
    about = Asking(
        title=_("Hand it over"),
        button=_("Ask her"),
        do=lambda typed: sheets.hand_over(
            actor=actor, contact=contact, to=_person(typed["to"]), at=timezone.now()
        ),
        done=_("She is asked. Until she takes it, it stays with you."),
    )
    return _ask(request, contact, form, about)


@unlocked
def close(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Say how it ended and what comes next."""
    contact = access.contact_for(actor, reference)
    form = CloseForm(request.POST or None, initial=_likely(contact))
    about = Asking(
        title=_("Close it"),
        button=_("Close it"),
        do=lambda typed: sheets.close(
            actor=actor,
            contact=contact,
            disposition=Disposition(str(typed["disposition"])),
            next_step=NextStep(str(typed["next_step"])),
            at=timezone.now(),
        ),
        done=_("Closed. Thank you."),
    )
    return _ask(request, contact, form, about)


@unlocked
def pair(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Ask for two who go there."""
    contact = access.contact_for(actor, reference)
    form = PairForm(request.POST or None, initial={"priority": contact.priority})
    about = Asking(
        title=_("Two of us go there"),
        button=_("Ask for two"),
        do=lambda typed: responses.need_pair(
            actor=actor,
            contact=contact,
            priority=Priority(str(typed["priority"])),
            place=str(typed["place"]),
            at=timezone.now(),
        ),
        done=_("People are asked now. The first two who say yes go together."),
    )
    return _ask(request, contact, form, about)


def _ask(
    request: HttpRequest, contact: Contact, form: forms.Form, about: Asking
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            about.do(form.cleaned_data)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            if about.done:
                messages.success(request, about.done)
            return redirect("call", contact.reference)
    around = Ask(
        title=about.title,
        button=about.button,
        back=reverse("call", args=[contact.reference]),
        back_word=contact.reference,
    )
    return ask(request, form, around)


def _before(actor: Actor, contact: Contact) -> str:
    if contact.note is None:
        return ""
    try:
        return reading.show_part(
            actor=actor, contact=contact, part="note", at=timezone.now()
        )
    except sealed.Refused:
        return ""


def _likely(contact: Contact) -> dict[str, str]:
    """Return what most probably is right: where a case was opened, it goes on there."""
    if contact.case:
        return {"disposition": Disposition.CASE, "next_step": NextStep.IN_CASE}
    if contact.report:
        return {"disposition": Disposition.NOTE, "next_step": NextStep.NONE}
    return {}


def _person(chosen: object) -> Person:
    assert isinstance(chosen, Person)  # noqa: S101 (for mypy)
    return chosen
