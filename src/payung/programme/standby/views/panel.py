"""The panel of attorneys: who is on it, what each gives, stepping aside, leaving."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.packs import pack_of
from payung.programme.standby import access
from payung.programme.standby.models import DutyKind
from payung.programme.standby.panel_models import PanelMember
from payung.programme.standby.panel_pages import deeds
from payung.programme.standby.panel_pages.forms import (
    AsideForm,
    LeavePanelForm,
    MemberForm,
)
from payung.programme.standby.panel_pages.page import courts_of, panel_page


@signed_in
def panel(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the panel of her country."""
    check_role(actor, *KEYHOLDERS)
    return _page(request, actor, AsideForm())


@signed_in
def member(request: HttpRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Say what an attorney speaks, where she appears and how much she gives."""
    person = _person(actor, person_id)
    form = _form(request, actor, person)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        gives = deeds.Gives(
            languages=tuple(given["languages"]),
            courts=tuple(given["courts"]),
            most_a_week=given["most_a_week"],
            rest_hours=given["rest_hours"],
        )
        deeds.set_member(actor=actor, person=person, gives=gives, at=timezone.now())
        messages.success(request, _("Kept. The rosters were proven again with it."))
        return redirect("panel")
    about = Ask(
        title=person.handle,
        button=_("Keep"),
        back=reverse("panel"),
        back_word=_("Panel of lawyers"),
        page="standby/panel_member.html",
        more={"leave": LeavePanelForm(), "person": person},
    )
    return ask(request, form, about)


@require_POST
@signed_in
def leave(request: HttpRequest, actor: Actor, person_id: int) -> HttpResponse:
    """Say from when an attorney is no longer asked."""
    person, at = _person(actor, person_id), timezone.now()
    form = LeavePanelForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Choose the last day."))
        return redirect("panel-member", person.pk)
    until = _midnight_after(person.country, form.cleaned_data["last_day"])
    try:
        deeds.leave_panel(actor=actor, person=person, until=until, at=at)
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("panel-member", person.pk)
    messages.success(request, _("Kept. Look at the roster for what is empty now."))
    return redirect("panel")


@require_POST
@signed_in
def aside(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say that she must not be asked about a case or a call."""
    check_role(actor, Role.ATTORNEY)
    form = AsideForm(request.POST)
    if form.is_valid():
        try:
            deeds.step_aside(
                actor=actor, about=form.cleaned_data["about"], at=timezone.now()
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("You are not asked about this."))
            return redirect("panel")
    return _page(request, actor, form)


def _page(request: HttpRequest, actor: Actor, form: AsideForm) -> HttpResponse:
    context = {"page": panel_page(actor, at=timezone.now()), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "standby/panel.html", context, status=status)


def _person(actor: Actor, person_id: int) -> Person:
    """Return an attorney of her country whom she may set; raise NoSuchRoster."""
    check_role(actor, Role.ATTORNEY, Role.COORDINATOR)
    people = access.could_do(actor.country, DutyKind.ATTORNEY)
    found = people.filter(pk=person_id).first()
    if found is None:
        raise access.NoSuchRoster(str(person_id))
    access.check_hers_or_coordinator(actor, found)
    return found


def _form(request: HttpRequest, actor: Actor, person: Person) -> MemberForm:
    said = PanelMember.objects.filter(person=person).first()
    named = ("languages", "courts", "most_a_week", "rest_hours")
    initial = {name: getattr(said, name) for name in named} if said else {}
    areas = courts_of(person.country, actor.language)
    return MemberForm(request.POST or None, areas=areas, initial=initial)


def _midnight_after(country: str, day: date) -> datetime:
    zone = pack_of(country).zone()
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
