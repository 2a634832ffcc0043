"""The page of one case, and its locked words one at a time."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.cases import access, case_page, showing
from payung.programme.cases.clock_readings import pauses_that_matter
from payung.programme.cases.listing import lines_of
from payung.programme.cases.models import Case
from payung.programme.cases.parts import parts_of
from payung.programme.cases.stages import AT_REST, Outcome, Stage, may_follow
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.revealing import revealed
from payung.programme.places.packs import pack_of


@signed_in
def case(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Show a case: its clocks first. Nothing that is locked is opened by looking."""
    found, at = access.case_for(actor, reference), timezone.now()
    arrests = case_page.arrests_of(found, at=at)
    tasks = case_page.tasks_of_case(found, at=at)
    [line] = lines_of(actor, [found], at=at)
    members = found.members.filter(until=None).select_related("person")
    context = {
        "case": found,
        "line": line,
        "zone": case_page.zone_of(found),
        "arrests": arrests,
        "parts": parts_of(found),
        "tasks": tasks,
        "loan": access.loan_to(actor, found),
        "next": case_page.next_step(found, arrests, tasks),
        "members": [member.person.handle for member in members],
        "reports": case_page.reports_in(actor, found),
        "timeline": case_page.timeline_of(found),
        "files": found.evidence.order_by("added_at"),
        "pauses": pauses_that_matter(pack_of(found.country)),
        "locked": _locked(found),
        "outcome": Outcome(found.outcome).label if found.outcome else "",
        "at_rest": Stage(found.stage) in AT_REST,
        "may_close": may_follow(Stage(found.stage), Stage.CLOSED),
        "held": any(part.arrest.released_at is None for part in arrests),
    }
    return render(request, "cases/case.html", context)


@require_POST
@unlocked
def show(request: HttpRequest, actor: Actor, reference: str, part: str) -> HttpResponse:
    """Open the title or the summary."""
    found = access.case_for(actor, reference)
    label = _labels().get(part, "")
    return opened(
        request,
        found,
        label,
        lambda: showing.show_part(
            actor=actor, case=found, part=part, at=timezone.now()
        ),
    )


@require_POST
@unlocked
def show_line(
    request: HttpRequest, actor: Actor, reference: str, entry_id: UUID
) -> HttpResponse:
    """Open what somebody wrote in a line of the timeline."""
    found = access.case_for(actor, reference)
    return opened(
        request,
        found,
        _("Written down"),
        lambda: showing.show_entry(
            actor=actor, case=found, entry_id=entry_id, at=timezone.now()
        ),
    )


def opened(
    request: HttpRequest, found: Case, label: str, text_of: Callable[[], str]
) -> HttpResponse:
    """Answer with opened words: as text for the page's script, as a page without."""
    return revealed(request, label, reverse("case", args=[found.reference]), text_of)


def _locked(found: Case) -> list[dict[str, str]]:
    return [
        {"label": label, "url": reverse("case-show", args=[found.reference, part])}
        for part, label in _labels().items()
        if getattr(found, part) is not None
    ]


def _labels() -> dict[str, str]:
    return {"title": _("What it is called"), "note": _("In a few sentences")}
