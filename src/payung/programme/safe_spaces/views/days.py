"""When a room is open, which days are off, and how one day went."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from payung.programme.activities.refusals import CannotBe
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in
from payung.programme.places.packs import pack_of
from payung.programme.safe_spaces import sites
from payung.programme.safe_spaces.access import LEADS, rule_for, site_for
from payung.programme.safe_spaces.asking import Ask, ask
from payung.programme.safe_spaces.codes import Reason, Status
from payung.programme.safe_spaces.forms import (
    DayForm,
    DayOffForm,
    EndForm,
    HoursForm,
    say,
)
from payung.programme.safe_spaces.models import LocalHoliday, OpeningDay
from payung.programme.safe_spaces.planned import day_at
from payung.programme.safe_spaces.planning import weekly


# About a year of them; a phone shows no more with ease.
SHOWN = 30


@signed_in
def hours(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Say when a room is open."""
    check_role(actor, *LEADS)
    site, at = site_for(actor, code), timezone.now()
    form = HoursForm(request.POST or None, initial={"first": day_at(site, at)})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        said = sites.Hours(
            rule=typed["rule"] or weekly(typed["weekdays"]),
            opens=typed["opens"],
            closes=typed["closes"],
            first=typed["first"],
            last=typed["last"],
        )
        try:
            sites.add_hours(actor=actor, site=site, hours=said, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-space", site.code)
    about = Ask(
        title=_("When it is open"),
        button=_("Keep it"),
        back=reverse("safe-space", args=[site.code]),
        said=_("Holidays of the country are left out by themselves."),
    )
    return ask(request, form, about)


@signed_in
def end_hours(
    request: HttpRequest, actor: Actor, code: str, rule_id: int
) -> HttpResponse:
    """End hours with a day."""
    check_role(actor, *LEADS)
    rule, at = rule_for(actor, code, rule_id), timezone.now()
    form = EndForm(request.POST or None, initial={"last": day_at(rule.site, at)})
    if request.method == "POST" and form.is_valid():
        last = form.cleaned_data["last"]
        try:
            sites.end_hours(actor=actor, rule=rule, last=last, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-space", code)
    about = Ask(
        title=_("End these hours"),
        button=_("End them"),
        back=reverse("safe-space", args=[code]),
    )
    return ask(request, form, about)


@signed_in
def days_off(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the holidays of this year and the next, and correct them for our rooms."""
    check_role(actor, *LEADS)
    at = timezone.now()
    form = DayOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        sites.edit_day_off(
            actor=actor,
            day=typed["day"],
            is_open=typed["is_open"] == "yes",
            label=typed["label"],
            at=at,
        )
        return redirect("safe-days-off")
    today = at.astimezone(pack_of(actor.country).zone()).date()
    context = {"form": form, "coming": _coming(actor.country, today)}
    return render(request, "safe_spaces/days_off.html", context)


@signed_in
def day(request: HttpRequest, actor: Actor, code: str, day: str) -> HttpResponse:
    """Say how a day went where nobody was at the door, or where the taps are wrong."""
    site, at = site_for(actor, code), timezone.now()
    asked = _day(day)
    known = OpeningDay.objects.filter(site=site, day=asked).first()
    initial = {"status": known.status, "reason": known.reason} if known else {}
    form = DayForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        reason = Reason(typed["reason"]) if typed["reason"] else None
        status = Status(typed["status"])
        try:
            sites.say_day(
                actor=actor,
                site=site,
                day=asked,
                status=status,
                reason=None if status is Status.OPEN else reason,
                at=at,
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-space", site.code)
    context = {"form": form, "site": site, "day": asked}
    return render(request, "safe_spaces/day.html", context)


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _coming(country: str, today: date) -> list[tuple[date, str, bool]]:
    """Return the days off to come, with our corrections: (day, why, closed)."""
    pack = pack_of(country)
    days = {
        one.on: (one.name, True)
        for year in (today.year, today.year + 1)
        for one in pack.holidays(year)
    }
    for row in LocalHoliday.objects.filter(country=country):
        name, _closed = days.get(row.day, ("", True))
        days[row.day] = (row.label or name, not row.is_open)
    return [(on, *days[on]) for on in sorted(days) if on >= today][:SHOWN]
