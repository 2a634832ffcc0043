"""Write down what a circle says, one form at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.activities.models import Kind
from payung.programme.activities.on_the_plan import first_of, named, offer, wish_of
from payung.programme.circles import access, sittings
from payung.programme.circles import sitting_deeds as deeds
from payung.programme.circles.codes import Group
from payung.programme.circles.deeds import Maker
from payung.programme.circles.forms import GroupForm
from payung.programme.circles.models import FocusGroup
from payung.programme.circles.sites import sites_of
from payung.programme.circles.story import carrying_of
from payung.programme.people.access import team_for, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of


# What a decision asks for is said and done between sittings, too.
ANY_DAY = (deeds.action, deeds.action_end)


@unlocked
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan a sitting."""
    check_role(actor, *KEYHOLDERS)
    at, teams = timezone.now(), list(teams_of(actor))
    there = named(actor, Kind.FOCUS_GROUP, request.GET.get("activity", ""))
    form = GroupForm(
        request.POST or None,
        teams=teams,
        sites=sites_of(actor.own_teams),
        zone=pack_of(actor.country).zone(),
        initial={"start": at, "end": at + timedelta(hours=2)} | first_of(there),
    )
    offer(form, actor, Kind.FOCUS_GROUP, at=at, first=there)

    def keep() -> str:
        typed = form.cleaned_data
        group = sittings.plan_group(
            actor=actor,
            new=sittings.NewGroup(
                team=team_for(actor, UUID(typed["team"])),
                group=Group(typed["group"]),
                start=typed["start"],
                end=typed["end"],
                quorum=typed["quorum"],
                site=typed["site"],
                key=typed["key"],
                wish=wish_of(form),
            ),
            at=timezone.now(),
        )
        return reverse("circle", args=[group.pk])

    return ask_and_keep(
        request, form, Ask(title=_("A sitting"), back=reverse("circles")), keep
    )


@unlocked
def held(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Write down that a sitting was held, and how."""
    group = access.group_for(actor, group_id)
    return _asked(request, actor, group, deeds.held)


@unlocked
def finding(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Write down a finding; one person's story leads to a note instead."""
    group = access.group_for(actor, group_id)
    return _asked(
        request,
        actor,
        group,
        deeds.finding,
        page="circles/finding.html",
        more={"carrying": carrying_of(actor)},
    )


@unlocked
def answer(request: HttpRequest, actor: Actor, finding_id: UUID) -> HttpResponse:
    """Give the one answer to a finding."""
    found = access.finding_for(actor, finding_id)
    return _asked(request, actor, found.group, deeds.answer, found)


@unlocked
def decision(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Write down a decision."""
    group = access.group_for(actor, group_id)
    return _asked(request, actor, group, deeds.decision)


@unlocked
def action(request: HttpRequest, actor: Actor, decision_id: UUID) -> HttpResponse:
    """Say who does what by when."""
    taken = access.decision_for(actor, decision_id)
    return _asked(request, actor, taken.group, deeds.action, taken)


@unlocked
def action_end(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """Write down what became of something to be done."""
    item = access.action_for(actor, action_id)
    return _asked(request, actor, item.decision.group, deeds.action_end, item)


@unlocked
def told(
    request: HttpRequest, actor: Actor, group_id: UUID, decision_id: UUID
) -> HttpResponse:
    """Tell the group what came of its decision, and write down whether it accepts."""
    group = access.group_for(actor, group_id)
    taken = access.decision_for(actor, decision_id)
    return _asked(request, actor, group, deeds.told, taken)


def _asked(
    request: HttpRequest,
    actor: Actor,
    group: FocusGroup,
    maker: Maker,
    row: object = None,
    **about: Any,
) -> HttpResponse:
    at = timezone.now()
    if request.method != "POST" and maker not in ANY_DAY:
        try:
            sittings.refuse_over(group)
        except CannotBe as refusal:
            messages.warning(request, refusal.sentence)
            return redirect(deeds.page_of(group))
    deed = maker(actor, group, row, request.POST or None, at=at)
    shown = Ask(title=deed.title, back=deeds.page_of(group), **about)
    today = day_of(group.country, at)
    return ask_and_keep(request, deed.form, shown, lambda: deed.keep(at, today))
