"""The list of rooms, a new one, and the page of one."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines.indicators import (
    Length,
    NoSuchPeriod,
    Period,
    month_of,
    parse_period,
)
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, ask_and_keep, say
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import revealed
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of
from payung.programme.safe_spaces import changing, incidents, sites
from payung.programme.safe_spaces.access import LEADS, site_for
from payung.programme.safe_spaces.forms import EndForm, ReopenForm, RoomForm, SiteForm
from payung.programme.safe_spaces.models import Site
from payung.programme.safe_spaces.planned import day_at
from payung.programme.safe_spaces.room_page import room_page, room_rows


@signed_in
def rooms(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the rooms of her teams."""
    check_role(actor, *KEYHOLDERS)
    rows = room_rows(actor, at=timezone.now())
    context = {"rows": rows, "leads": actor.has(*LEADS) and actor.own_teams}
    return render(request, "safe_spaces/rooms.html", context)


@unlocked
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write down a new room."""
    check_role(actor, *LEADS)
    at = timezone.now()
    form = SiteForm(
        request.POST or None,
        teams=teams_of(actor),
        areas=_areas(actor.country),
        initial={"opened_on": day_of(actor.country, at)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            site = sites.open_site(
                actor=actor, new=sites.NewSite(**form.cleaned_data), at=at
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-space", site.code)
    about = Ask(title=_("A new room"), button=_("Keep"), back=reverse("safe-spaces"))
    return ask(request, form, about)


@signed_in
def room(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show one month of a room."""
    site, at = site_for(actor, code), timezone.now()
    month = _month(request.GET.get("month", ""), site, at)
    context = {
        "site": site,
        "page": room_page(site, month, at=at),
        "leads": actor.has(*LEADS),
        "area": _areas(site.country).get(site.area, ""),
    }
    return render(request, "safe_spaces/room.html", context)


@signed_in
def end(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Say that there is no such room any more; what was counted there stays."""
    check_role(actor, *LEADS)
    site, at = site_for(actor, code), timezone.now()
    form = EndForm(request.POST or None, initial={"last": day_at(site, at)})
    if request.method == "POST" and form.is_valid():
        try:
            sites.close_site(
                actor=actor, site=site, on=form.cleaned_data["last"], at=at
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-spaces")
    about = Ask(
        title=_("There is no such room any more"),
        button=_("Keep"),
        back=reverse("safe-space", args=[site.code]),
        said=_("What was counted there stays. After this day nothing is planned."),
    )
    return ask(request, form, about)


@unlocked
def change(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Correct name, district and address; the address is opened to be corrected."""
    check_role(actor, *LEADS)
    site, at = site_for(actor, code), timezone.now()
    form = RoomForm(
        request.POST or None,
        areas=_areas(site.country),
        initial=None if request.method == "POST" else _opened(actor, site, at),
    )
    about = Ask(
        title=_("Correct this room"),
        button=_("Keep"),
        back=reverse("safe-space", args=[site.code]),
        said=_("Its short name stays: what was counted hangs on it."),
    )

    def keep() -> str:
        said = changing.About(**form.cleaned_data)
        changing.change_site(actor=actor, site=site, about=said, at=at)
        return reverse("safe-space", args=[site.code])

    return ask_and_keep(request, form, about, keep)


@signed_in
def reopen(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Open a closed room again, or say that closing it was a mistake."""
    check_role(actor, *LEADS)
    site, at = site_for(actor, code), timezone.now()
    form = ReopenForm(request.POST or None, initial={"first": day_at(site, at)})
    about = Ask(
        title=_("Open this room again"),
        button=_("Open it"),
        back=reverse("safe-space", args=[site.code]),
        said=_("It has the hours it had, and all that was counted there."),
    )

    def keep() -> str:
        first = form.cleaned_data["first"]
        changing.reopen_site(actor=actor, site=site, first=first, at=at)
        return reverse("safe-space", args=[site.code])

    return ask_and_keep(request, form, about, keep)


@require_POST
@unlocked
def where(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Open where a room is."""
    site = site_for(actor, code)
    return revealed(
        request,
        _("Where exactly"),
        reverse("safe-space", args=[site.code]),
        lambda: incidents.show_address(actor=actor, site=site, at=timezone.now()),
    )


def _opened(actor: Actor, site: Site, at: datetime) -> dict[str, object]:
    words = {"name": site.name, "area": site.area}
    if site.address is None:
        return {**words}
    address = incidents.show_address(actor=actor, site=site, at=at)
    return {**words, "address": address}


def _areas(country: str) -> dict[str, str]:
    """Return the finest areas of a country by code, in the reader's language."""
    pack = pack_of(country)
    finest = max((area.level for area in pack.areas), default=0)
    language = translation.get_language() or "en"
    return {
        area.code: area.name.get(language, area.name["en"])
        for area in pack.areas
        if area.level == finest
    }


def _month(asked: str, site: Site, at: datetime) -> Period:
    try:
        month = parse_period(asked)
    except NoSuchPeriod:
        month = None
    if month is not None and month.length is Length.MONTH:
        return month
    today = day_at(site, at)
    return month_of(today.year, today.month)
