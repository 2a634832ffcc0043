"""The list of notes."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.reports.choosers import choosers
from payung.programme.reports.forms import wanted_in
from payung.programme.reports.labels import words_for
from payung.programme.reports.listing import (
    MOST_COUNTED,
    After,
    counted,
    page_of,
)


@unlocked
def notes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the notes of her teams, narrowed as the address says."""
    check_role(actor, *KEYHOLDERS)
    words = words_for(actor.country, actor.language)
    wanted = wanted_in(request.GET)
    page = page_of(actor, wanted, words, after=_after(request))
    count = counted(actor, wanted)
    context: dict[str, object] = {
        "wanted": wanted,
        "lines": page.lines,
        "count": min(count, MOST_COUNTED - 1),
        "over": count == MOST_COUNTED,
        "more": _more(request, page.after) if page.after else "",
    }
    part = getattr(request, "htmx", False)
    if part:
        return render(request, "reports/notes_part.html", context)
    context["filters"] = choosers(wanted, words)
    context["may_bring_in"] = actor.has(Role.COORDINATOR, Role.OFFICER)
    return render(request, "reports/notes.html", context)


def _after(request: HttpRequest) -> After | None:
    at, record = request.GET.get("at", ""), request.GET.get("below", "")
    try:
        after = After(received_at=datetime.fromisoformat(at), record=UUID(record))
    except ValueError:
        return None
    return after if after.received_at.tzinfo else None


def _more(request: HttpRequest, after: After) -> str:
    kept = {
        name: value
        for name, value in request.GET.items()
        if value and name not in {"at", "below"}
    }
    kept |= {"at": after.received_at.isoformat(), "below": str(after.record)}
    return f"{reverse('notes')}?{urlencode(kept)}"
