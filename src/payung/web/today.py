"""Today: the first page, with what is asked of this person now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in


@signed_in
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what to do today."""
    return render(request, "today/today.html", {"at": timezone.now()})
