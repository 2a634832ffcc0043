"""The shelf: lessons, tools and practices of all countries; and what is in hand here."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from payung.programme.lessons import access, due
from payung.programme.lessons import shelf as reading
from payung.programme.lessons.forms import WantedForm
from payung.programme.lessons.models import Lesson, Practice, Tool
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in
from payung.programme.places.days import day_of


A_PAGE = 10


@signed_in
def shelf(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what all countries share."""
    form = WantedForm(request.GET, countries=_countries())
    typed = form.cleaned_data if form.is_valid() else {}
    wanted = reading.Wanted(aim=typed.get("aim", ""), country=typed.get("country", ""))
    on = day_of(actor.country, timezone.now())
    works = access.works_here(actor)
    page = {
        "form": form,
        "narrowed": bool(wanted.aim or wanted.country),
        "lessons": _page(request, "lessons", reading.lesson_lines(actor, wanted)),
        "tools": _page(request, "tools", reading.tool_lines(actor, wanted)),
        "practices": _page(request, "practices", reading.practice_lines(actor, wanted)),
        "works": works,
        "shares": access.may_share(actor),
        "waits": reading.waiting_count(actor, on=on) if works else 0,
    }
    return render(request, "lessons/shelf.html", page)


@signed_in
def in_hand(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what her country is writing, and what waits for her or for its day."""
    access.check_works_here(actor)
    on = day_of(actor.country, timezone.now())
    page = {
        "to_check": reading.to_check(actor),
        "to_publish": reading.to_publish(actor),
        "drafts": reading.in_hand(actor),
        "looks": due.looks_due(actor, on=on),
        "assessments": due.assessments_due(actor, on=on),
        "on": on,
    }
    return render(request, "lessons/in_hand.html", page)


def _countries() -> list[tuple[str, str]]:
    """Return the countries that have something on the shelf, by name."""
    found: set[str] = set()
    for model in (Lesson, Tool, Practice):
        found |= set(model.objects.values_list("country", flat=True).distinct())
    names = ((code, reading.country_name(code)) for code in found)
    return sorted(names, key=lambda one: one[1])


def _page(request: HttpRequest, name: str, lines: Sequence[object]) -> object:
    return Paginator(lines, A_PAGE).get_page(request.GET.get(name))
