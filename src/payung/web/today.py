"""Today: the first page, with what is asked of this person now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.programme.alerts.machine import put_in_memory
from payung.programme.alerts.queries import line_is_open
from payung.programme.cases.queries import ToDo, at_work, todo
from payung.programme.circles.mine import own_actions
from payung.programme.custody.board import held_count
from payung.programme.hotline.nights.state import leads, wrong_count
from payung.programme.hotline.sheet.board import waiting_count
from payung.programme.people.actors import Actor
from payung.programme.people.doors import signed_in
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of
from payung.programme.proceedings.queries import coming_dates
from payung.programme.reports.access import reports_of
from payung.programme.reports.models import Stage
from payung.programme.standby.duty_page import open_alerts
from payung.programme.standby.my_duty import my_duty
from payung.web.month import ways


MANY = 99


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """A big way in: where it leads, its sign, two lines; the first one is filled."""

    url: str
    sign: str
    title: str
    second: str
    kind: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Something to do, how far away its time is, and whether that is a day or less."""

    what: ToDo
    away: timedelta
    near: bool


@signed_in
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what to do today: for those with keys, work; for others, figures."""
    at = timezone.now()
    works = actor.has(*KEYHOLDERS)
    if works:
        _wake_the_line(actor, at)
    page = {
        "at": at,
        "greeting": _greeting(actor, at),
        "works": works,
        "tiles": _tiles(actor) if works else _figures(),
        "ways": ways(actor, at, works=works),
        "lines": _lines(actor, at) if works else (),
        "duty": my_duty(actor, at=at) if works else None,
        "alerts": open_alerts(actor) if works else (),
        "line_wrong": wrong_count(actor, at) if leads(actor) else 0,
        "in_no_team": works and not actor.teams,
    }
    return render(request, "today/today.html", page)


def _wake_the_line(actor: Actor, at: datetime) -> None:
    """Put the machine's key back after it was off: this is the first page after it."""
    if actor.keys is not None and not line_is_open(actor.country):
        put_in_memory(actor=actor, at=at)


def _greeting(actor: Actor, at: datetime) -> str:
    """Return a greeting by the clock of her country."""
    hour = at.astimezone(pack_of(actor.country).zone()).hour
    name = {"name": actor.handle}
    if 4 <= hour < 12:
        return _("Good morning, %(name)s") % name
    if 12 <= hour < 17:
        return _("Good afternoon, %(name)s") % name
    return _("Good evening, %(name)s") % name


def _tiles(actor: Actor) -> tuple[Tile, ...]:
    new = reports_of(actor).filter(stage=Stage.NEW)[: MANY + 1].count()
    in_hand = at_work(actor)[: MANY + 1].count()
    waiting = waiting_count(actor, most=MANY + 1)
    held = held_count(actor, most=MANY + 1)
    return (
        Tile(
            url=reverse("note-new"),
            sign="pen",
            title=_("New note"),
            second=_("What happened"),
            kind="main-one",
        ),
        Tile(
            url=reverse("calls"),
            sign="calls",
            title=_("Calls"),
            second=ngettext("%(n)s waits", "%(n)s wait", waiting) % {"n": _n(waiting)},
        ),
        Tile(
            url=reverse("notes"),
            sign="notes",
            title=_("Notes"),
            second=ngettext("%(n)s is new", "%(n)s are new", new) % {"n": _n(new)},
        ),
        Tile(
            url=reverse("cases"),
            sign="cases",
            title=_("In hand"),
            second=ngettext("%(n)s open", "%(n)s open", in_hand) % {"n": _n(in_hand)},
        ),
        Tile(
            url=reverse("custody"),
            sign="clock",
            title=_("Held now"),
            second=ngettext("%(n)s is held", "%(n)s are held", held) % {"n": _n(held)},
        ),
        *_figures(),
        Tile(
            url=reverse("people"),
            sign="people",
            title=_("People"),
            second=_("Teams and my settings"),
        ),
    )


def _n(count: int) -> str:
    """Return a count that was counted no further than one past MANY."""
    return f"{MANY}+" if count > MANY else str(count)


def _figures() -> tuple[Tile, ...]:
    return (
        Tile(
            url=reverse("overview"),
            sign="overview",
            title=_("Overview"),
            second=_("How it goes"),
        ),
    )


def _next_first(lines: tuple[ToDo, ...]) -> list[ToDo]:
    return sorted(lines, key=lambda line: line.when)


def _lines(actor: Actor, at: datetime) -> tuple[Line, ...]:
    """Return what is to be done, the next first."""
    found = todo(actor, at) + coming_dates(actor, at) + own_actions(actor, at)
    return tuple(
        Line(what=one, away=away, near=away <= timedelta(days=1))
        for one in _next_first(found)
        for away in [abs(one.when - at)]
    )
