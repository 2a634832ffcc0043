"""The list of cases, and the search in what is sealed."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from payung.programme.cases.forms import LookForm, Narrow
from payung.programme.cases.listing import After, lines_of, page_of
from payung.programme.cases.search import search_titles
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.queries import area_names, unit_names


@signed_in
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the cases of her teams, narrowed as the address says."""
    check_role(actor, *KEYHOLDERS)
    narrow = Narrow(
        request.GET,
        areas=area_names(actor.country, actor.language),
        stations=unit_names(actor.country, actor.language),
    )
    page = page_of(actor, narrow.wanted(), at=timezone.now(), after=_after(request))
    names = ("only", "stage", "where", "station")
    context = {
        "narrow": narrow,
        "filters": [narrow[name] for name in names],
        "lines": page.lines,
        "more": _more(request, page.after) if page.after else "",
    }
    part = getattr(request, "htmx", False)
    return render(request, f"cases/cases{'_part' if part else ''}.html", context)


@unlocked
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Look for words in titles and summaries; what is asked never stands in a URL."""
    check_role(actor, *KEYHOLDERS)
    form = LookForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        words, at = form.cleaned_data["words"], timezone.now()
        found = search_titles(actor=actor, words=words, at=at)
        lines = lines_of(actor, found.cases, at=at)
        context |= {"found": found, "lines": lines}
    return render(request, "cases/find.html", context)


def _after(request: HttpRequest) -> After | None:
    at, record = request.GET.get("at", ""), request.GET.get("below", "")
    try:
        after = After(opened_at=datetime.fromisoformat(at), record=UUID(record))
    except ValueError:
        return None
    return after if after.opened_at.tzinfo else None


def _more(request: HttpRequest, after: After) -> str:
    kept = {
        name: value
        for name, value in request.GET.items()
        if value and name not in {"at", "below"}
    }
    kept |= {"at": after.opened_at.isoformat(), "below": str(after.record)}
    return f"{reverse('cases')}?{urlencode(kept)}"
