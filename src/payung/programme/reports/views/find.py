"""Find notes by what is locked in them. What is asked travels in the body only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.reports.forms import Look
from payung.programme.reports.labels import words_for
from payung.programme.reports.listing import lines_of
from payung.programme.reports.search import look_up, search_text


@unlocked
def find(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask what to look for; after it, show what was found and how many were read."""
    check_role(actor, *KEYHOLDERS)
    form = Look(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if form.cleaned_data["within"] == "text":
            found = search_text(actor=actor, words=words, at=timezone.now())
        else:
            found = look_up(actor, words)
        labels = words_for(actor.country, actor.language)
        context["found"] = found
        context["lines"] = lines_of(actor, found.records, labels)
    return render(request, "reports/find.html", context)
