"""The pages of sittings: the four cards, the board of open decisions, locked words."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.activities.models import Kind, State
from payung.programme.activities.on_the_plan import to_begin
from payung.programme.circles import access, agenda, showing
from payung.programme.circles.codes import Addressee, Group
from payung.programme.circles.models import FocusGroup
from payung.programme.circles.sites import room_names
from payung.programme.circles.sitting_deeds import MAKERS, page_of
from payung.programme.circles.sitting_page import sitting_page
from payung.programme.circles.sittings import finish_minutes
from payung.programme.circles.slips import slips_of
from payung.programme.circles.taking_back import was_held_again
from payung.programme.circles.waiting_page import blanks_of, given_to
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import revealed
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.days import day_of


A_PAGE = 24
# Its row follows one that was moved: what still stands here as moved is none to sit.
GONE = (State.CANCELLED, State.POSTPONED)


@signed_in
def circles(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the four cards of the sitting that is on now, and the others below."""
    check_role(actor, *KEYHOLDERS)
    at, rows = timezone.now(), access.groups_of(actor).order_by("-planned_on", "-pk")
    today = day_of(actor.country, at)
    now = _on_now(rows, today)
    others = Paginator(rows, A_PAGE).get_page(request.GET.get("page", "1"))
    context = {
        **(_sitting(request, actor, now, at) if now else {}),
        "rooms": room_names(actor),
        "page_of_others": others,
        "others": [(one, Group(one.group).label) for one in others],
        "not_begun": to_begin(actor, Kind.FOCUS_GROUP, at=at),
        "open": len(agenda.open_decisions(access.teams_she_opens(actor), on=today)),
    }
    return render(request, "circles/circles.html", context)


@signed_in
def sitting(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Show the four cards of one sitting."""
    check_role(actor, *KEYHOLDERS)
    group = access.group_for(actor, group_id)
    context = _sitting(request, actor, group, timezone.now())
    context["rooms"] = room_names(actor)
    return render(request, "circles/sitting.html", context)


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
    context = {"lines": named, "rooms": room_names(actor)}
    return render(request, "circles/board.html", context)


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


def _on_now(rows: QuerySet[FocusGroup], today: date) -> FocusGroup | None:
    """Return the sitting that is written on now, or the next one, or None.

    None of those called off; one that was moved is asked for by its new day.
    """
    there = rows.filter(finished_at=None).exclude(activity__state__in=GONE)
    begun = there.filter(planned_on__lte=today)
    return begun.first() or there.order_by("planned_on", "pk").first()


def _sitting(
    request: HttpRequest, actor: Actor, group: FocusGroup, at: datetime
) -> dict[str, object]:
    """Return the four cards, and what their script needs to be written on offline."""
    blanks = blanks_of(MAKERS, actor, group, at=at)
    given = given_to(
        request,
        group,
        take=reverse("circle-waiting", args=[group.pk]),
        page=page_of(group),
        blanks=blanks,
    )
    page = sitting_page(group, _language(), at=at)
    coordinates = actor.has(Role.COORDINATOR)
    return {
        "page": page,
        "blanks": blanks,
        "given": given,
        "slips": slips_of(
            page,
            coordinates=coordinates,
            may_reopen=coordinates and page.finished and not was_held_again(group),
        ),
    }


def _language() -> str:
    return get_language() or "en"
