"""The pages of a group: planned, who is in it, its days, who completed."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from payung.programme.activities.models import Kind
from payung.programme.activities.on_the_plan import first_of, named, offer, wish_of
from payung.programme.activities.rooms import rooms_of
from payung.programme.learning.access import bank_for, group_for
from payung.programme.learning.attendance import count_completed
from payung.programme.learning.choosing import (
    bank_choices,
    language_choices,
    team_choices,
    version_choices,
    version_chosen,
    zone_of,
)
from payung.programme.learning.forms import CountedForm, EnrolForm, GroupForm
from payung.programme.learning.groups import NewEnrolment, NewGroup, enrol, plan_group
from payung.programme.learning.models import CourseGroup
from payung.programme.learning.pages import group_page
from payung.programme.people.access import team_for
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.models import Person
from payung.programme.people.roles import KEYHOLDERS


@signed_in
def group(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Show a group: its days, its people by number, its tests."""
    found = group_for(actor, group_id)
    page = group_page(actor, found, at=timezone.now())
    return render(request, "learning/group.html", {**page, "another": uuid4()})


@unlocked
def new_group(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan a course for a group."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    there = named(actor, Kind.TRAINING, request.GET.get("activity", ""))
    form = GroupForm(
        request.POST or None,
        zone=zone_of(actor),
        teams=team_choices(actor),
        versions=version_choices(actor),
        banks=bank_choices(actor),
        languages=language_choices(actor),
        rooms=rooms_of(actor),
        initial=first_of(there),
    )
    offer(form, actor, Kind.TRAINING, at=at, first=there)
    about = Ask(
        title=_("Plan a course"),
        back=reverse("learning"),
        button=_("Plan these days"),
    )
    return ask_and_keep(request, form, about, lambda: _plan(actor, form))


@sensitive_post_parameters()
@unlocked
def enrol_one(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Let somebody into a group and tell her number."""
    found = group_for(actor, group_id)
    form = EnrolForm(request.POST or None)
    back = _page_of(found)
    about = Ask(
        title=_("Somebody comes in"),
        back=back,
        said=_(
            "She gets a number for her badge. No name is kept. Whoever is under "
            "eighteen is not counted here: ask the coordinator what to do."
        ),
        button=_("Give her a number"),
    )

    def keep() -> str:
        new = NewEnrolment(
            category=form.category,
            card=form.cleaned_data["card"],
            code=form.cleaned_data["code"],
            key=form.cleaned_data["key"],
        )
        row = enrol(actor=actor, group=found, new=new, at=timezone.now())
        said = _("Her number is %(number)s. Write it on her badge.")
        messages.success(request, said % {"number": row.number})
        return back

    return ask_and_keep(request, form, about, keep)


@signed_in
def counted(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Keep how many completed, of a group without numbers."""
    found = group_for(actor, group_id)
    form = CountedForm(request.POST or None)
    about = Ask(
        title=_("Counted by heads"),
        back=_page_of(found),
        said=_("For a group in which nobody has a number."),
        button=_("Keep this count"),
    )

    def keep() -> str:
        count_completed(
            actor=actor,
            group=found,
            people=form.cleaned_data["people"],
            on=form.cleaned_data["on"],
            at=timezone.now(),
        )
        return _page_of(found)

    return ask_and_keep(request, form, about, keep)


def _plan(actor: Actor, form: GroupForm) -> str:
    given = form.cleaned_data
    new = NewGroup(
        team=team_for(actor, UUID(given["team"])),
        version=version_chosen(actor, given["version"]),
        bank=bank_for(actor, int(given["bank"])) if given["bank"] else None,
        language=given["language"],
        site=given["site"],
        days=form.planned,
        key=given["key"],
        owner=Person.objects.get(pk=actor.person_id),
        wish=wish_of(form),
    )
    return _page_of(plan_group(actor=actor, new=new, at=timezone.now()))


def _page_of(group: CourseGroup) -> str:
    return reverse("learning-group", args=[group.pk])
