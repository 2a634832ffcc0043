"""The pages of sittings: the four cards, the board of open decisions, locked words."""

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

from payung.programme.activities.models import Kind
from payung.programme.activities.refusals import CannotBe
from payung.programme.circles import access, agenda, showing
from payung.programme.circles.asking import revealed
from payung.programme.circles.codes import Addressee, Group
from payung.programme.circles.days import day_of
from payung.programme.circles.from_the_plan import not_begun
from payung.programme.circles.models import FocusGroup
from payung.programme.circles.sitting_page import sitting_page
from payung.programme.circles.sittings import finish_minutes
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.roles import KEYHOLDERS


LISTED = 24


@signed_in
def circles(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the four cards of the sitting that is on now, and the others below."""
    check_role(actor, *KEYHOLDERS)
    at, rows = timezone.now(), access.groups_of(actor).order_by("-planned_on", "-pk")
    today = day_of(actor.country, at)
    soon = rows.filter(finished_at=None, planned_on__gte=today).order_by("planned_on")
    begun = rows.filter(finished_at=None, planned_on__lte=today)
    now = begun.first() or soon.first()
    context = {
        "page": (
            sitting_page(access.where_it_is_now(now), _language(), at=at)
            if now
            else None
        ),
        "others": [(one, Group(one.group).label) for one in rows[:LISTED]],
        "not_begun": not_begun(actor, Kind.FOCUS_GROUP),
        "open": len(agenda.open_decisions(access.teams_she_opens(actor), on=today)),
    }
    return render(request, "circles/circles.html", context)


@signed_in
def sitting(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Show the four cards of one sitting."""
    check_role(actor, *KEYHOLDERS)
    group = access.group_for(actor, group_id)
    page = sitting_page(group, _language(), at=timezone.now())
    return render(request, "circles/sitting.html", {"page": page})


@require_POST
@unlocked
def finish(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Finish the minutes, or say which findings have no answer."""
    group = access.group_for(actor, group_id)
    try:
        finish_minutes(actor=actor, group=group, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("circle", group.pk)


@signed_in
def board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show every open decision and its age, the oldest first."""
    check_role(actor, *KEYHOLDERS)
    today = day_of(actor.country, timezone.now())
    lines = agenda.open_decisions(access.teams_she_opens(actor), on=today)
    named = [
        (
            line,
            Addressee(line.row.addressee).label,
            Group(line.row.group.group).label,
        )
        for line in lines
    ]
    return render(request, "circles/board.html", {"lines": named})


@require_POST
@unlocked
def show(
    request: HttpRequest, actor: Actor, group_id: UUID, what: str, row_id: UUID
) -> HttpResponse:
    """Open one locked text of a sitting."""
    group: FocusGroup = access.group_for(actor, group_id)
    return revealed(
        request,
        _("Written down"),
        reverse("circle", args=[group.pk]),
        lambda: showing.show(
            actor=actor, group=group, what=what, row_id=row_id, at=timezone.now()
        ),
    )


def _language() -> str:
    return get_language() or "en"
